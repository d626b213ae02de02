package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Ctrl-C on a terminal, and SIGTERM, while a run trains. */
final class TerminalSignals implements Mishap {
    static final String NAME = "signals on a terminal";

    private static final Pattern RESUME = Pattern.compile("its state is stored; to (?:go on|resume): (drolt train .*)");
    private static final int CTRL_C = 3;
    private static final int LIMIT_SECONDS = 120;

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
        return "Ctrl-C or SIGTERM on a terminal with its progress bar: exit code 130 or 143, the state is stored, and the"
                + " printed command goes on to the bits of an unbroken run";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        boolean interrupt = random.nextInt(3) > 0;
        String what = interrupt ? "Ctrl-C" : "SIGTERM";
        Path run = work.resolve("signalled-" + seed);
        List<UnbrokenRun.Phase> stages = unbroken.phases().stream()
                .filter(phase -> phase.begun().startsWith("stages/") && phase.millis() > 100)
                .toList();
        UnbrokenRun.Phase phase = stages.get(random.nextInt(stages.size()));
        Path typescript = work.resolve("typescript");
        Process terminal = onTerminal(typescript, unbroken.arguments(run));
        while (terminal.isAlive() && !Files.exists(run.resolve(phase.begun()))) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextLong(phase.millis() + 1));
        if (interrupt) {
            OutputStream keyboard = terminal.getOutputStream();
            keyboard.write(CTRL_C);
            keyboard.flush();
        } else {
            java(terminal).ifPresent(ProcessHandle::destroy);
        }
        boolean ended = terminal.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        terminal.destroyForcibly();
        String text = Files.readString(typescript, StandardCharsets.UTF_8);
        String fault = ended ? fault(run, terminal.exitValue(), interrupt ? 130 : 143, text) : "does not end: " + text;
        if (fault.isEmpty()) {
            tally.held(what);
            Trees.remove(run);
        } else {
            tally.failed(seed, what + " in " + phase.what(), fault);
        }
    }

    private String fault(Path run, int exitCode, int expected, String text) throws Exception {
        Matcher resume = RESUME.matcher(text);
        if (exitCode != expected || !resume.find()) {
            return "exit code " + exitCode + " and no command that goes on: " + text;
        }
        if (text.contains("\tat ")) {
            return "a stack trace: " + text;
        }
        Answer again = Answer.of(DroltProcess.shell(resume.group(1).strip()));
        return again.exitCode() == 0
                ? unbroken.difference(run)
                : "does not go on: exit code " + again.exitCode() + ": " + again.err();
    }

    /** Starts a command on a pseudo-terminal, on which signals are not ignored. */
    private static Process onTerminal(Path typescript, String... arguments) throws IOException {
        List<String> words = DroltProcess.java(
                List.of("-Ddrolt.terminal=output,errors", "-Ddrolt.terminal.columns=80"));
        words.addAll(List.of(arguments));
        String line = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec env --default-signal=INT,QUIT,TERM ", ""));
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "script", "--quiet", "--return", "--command", line, typescript.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "SHELL", "/bin/sh", "TERM", "xterm"));
            return builder.start();
        } catch (IOException e) {
            Assumptions.abort("there is no program 'script' (util-linux) here: skipped");
            throw e;
        }
    }

    private static Optional<ProcessHandle> java(Process terminal) {
        return terminal.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst();
    }
}
