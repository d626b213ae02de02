package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import drolt.cli.campaign.UnbrokenRun.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ctrl-C on a terminal, and SIGTERM, at any moment of a run. */
final class TerminalSignals implements Mishap {
    static final String NAME = "signals on a terminal";

    private static final Pattern RESUME =
            Pattern.compile("its state is stored; to (?:go on|resume): drolt (train .*?)\\s*\\R");
    private static final int CTRL_C = 3;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int SHORTEST_MILLIS = 100;

    private final Path work;
    private final UnbrokenRun unbroken;

    TerminalSignals(Path work, UnbrokenRun unbroken) {
        this.work = work;
        this.unbroken = unbroken;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "Ctrl-C or SIGTERM on a terminal with its progress line: exit code 130 or 143, the state is stored, and"
                + " the printed command goes on to the bits of an unbroken run; a run that only measures ends with its"
                + " table";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        boolean interrupt = random.nextInt(3) > 0;
        Path run = work.resolve("signalled-" + seed);
        List<Phase> stages = unbroken.phases().stream()
                .filter(phase -> phase.begun().startsWith("stages/") && phase.millis() > SHORTEST_MILLIS)
                .toList();
        Phase phase = stages.get(random.nextInt(stages.size()));
        DroltProcess training = DroltProcess.startOnTerminal(List.of(), unbroken.arguments(run));
        while (training.isAlive() && !Files.exists(run.resolve(phase.begun()))) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextLong(phase.millis() + 1));
        if (!training.isAlive()) {
            training.result();
            return; // too late: no try
        }
        if (interrupt) {
            training.type(CTRL_C);
        } else {
            training.terminateOnTerminal();
        }
        Answer answer = Answer.of(training.result());
        String fault = fault(run, answer, interrupt ? INTERRUPTED : TERMINATED);
        String what = interrupt ? "Ctrl-C" : "SIGTERM";
        if (fault.isEmpty()) {
            tally.held(what);
            Trees.remove(run);
        } else {
            tally.failed(seed, what + " in " + phase.what(), fault);
        }
    }

    private String fault(Path run, Answer answer, int expected) throws Exception {
        Matcher resume = RESUME.matcher(answer.out());
        boolean measured = answer.out().contains("run: " + run);
        if (answer.exitCode() != expected || answer.out().contains("\tat ") || !(resume.find() || measured)) {
            return "exit code " + answer.exitCode() + ": " + answer.out();
        }
        Answer again = measured
                ? Answer.of(DroltProcess.run(unbroken.arguments(run)))
                : Answer.of(DroltProcess.shell("drolt " + resume.group(1)));
        return again.exitCode() == 0
                ? unbroken.difference(run)
                : "does not go on: exit code " + again.exitCode() + ": " + again.err();
    }
}
