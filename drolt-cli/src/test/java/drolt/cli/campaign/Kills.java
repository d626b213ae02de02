package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import drolt.cli.campaign.UnbrokenRun.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** A training is killed, begun again, killed in the next stage, and so on to the end of a run. */
final class Kills implements Mishap {
    static final String NAME = "kills";

    private final Path work;
    private final UnbrokenRun unbroken;

    Kills(Path work, UnbrokenRun unbroken) {
        this.work = work;
        this.unbroken = unbroken;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "`kill -9` at any moment: the same command goes on and ends with the bits of an unbroken run";
    }

    /** A run that is killed in every phase once, or in as many as tries are left. */
    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        Path run = work.resolve("killed-" + seed);
        List<Integer> targets = new ArrayList<>();
        for (int i = 0; i < unbroken.phases().size(); i++) {
            targets.add(i);
        }
        Collections.shuffle(targets, random);
        List<String> hit = new ArrayList<>();
        for (int target : new TreeSet<>(targets.subList(0, Math.min(targets.size(), tally.left())))) {
            Phase phase = unbroken.phases().get(target);
            DroltProcess training = DroltProcess.start(List.of(), Map.of(), unbroken.arguments(run));
            await(training, run.resolve(phase.begun()));
            Thread.sleep(random.nextLong(phase.millis() + 1));
            if (training.isAlive()) {
                training.kill();
                hit.add(underWay(run));
                training.result();
            } else {
                Answer answer = Answer.of(training.result());
                if (answer.exitCode() != 0) {
                    hit.forEach(what -> tally.failed(seed, what, "cannot go on: " + answer.err()));
                    return;
                }
            }
        }
        Answer answer = Answer.of(DroltProcess.run(unbroken.arguments(run)));
        String difference = answer.exitCode() == 0
                ? answer.rudeness().orElse(unbroken.difference(run))
                : "exit code " + answer.exitCode() + ": " + answer.err();
        for (String what : hit) {
            if (difference.isEmpty()) {
                tally.held(what);
            } else {
                tally.failed(seed, what, difference + " (in " + run + ")");
            }
        }
        if (difference.isEmpty()) {
            Trees.remove(run);
        }
    }

    private static void await(DroltProcess training, Path path) throws InterruptedException {
        while (training.isAlive() && !Files.exists(path)) {
            Thread.sleep(1);
        }
    }

    /** What a killed run was doing. */
    private String underWay(Path run) throws IOException {
        String last = "the start";
        for (Phase phase : unbroken.phases()) {
            boolean begun = phase.begun().isEmpty() || Files.exists(run.resolve(phase.begun()));
            if (begun && !Files.exists(run.resolve(phase.done()))) {
                return phase.what();
            }
            last = begun ? "after " + phase.what() : last;
        }
        return last;
    }
}
