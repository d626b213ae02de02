package drolt.cli.campaign;

import drolt.cli.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** The disk of a run is full after some kilobytes; then it is made larger and the same command is given. */
final class FullDisks implements Mishap {
    static final String NAME = "full disks";

    private static final int ENOUGH_KIB = 64 * 1024;

    private final Path work;
    private final WarmDrolt warm;
    private final UnbrokenRun unbroken;

    FullDisks(Path work, WarmDrolt warm, UnbrokenRun unbroken) {
        this.work = work;
        this.warm = warm;
        this.unbroken = unbroken;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "no space is left: exit code 2 and one line with the path, nothing half-written; after room is made, the"
                + " same command goes on to the bits of an unbroken run";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        int kib = 20 + new Random(seed).nextInt(neededKib());
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), kib)) {
            Path run = disk.root().resolve("run");
            Answer full = warm.run(unbroken.arguments(run));
            String what = "a disk of " + kib + " KiB";
            String fault = full.exitCode() == 0 ? faultOfReport(full) : faultOfFull(full, run);
            if (fault.isEmpty() && Files.exists(run) && Trees.holdsLeftovers(run)) {
                fault = "something half-written is left: " + Trees.files(run);
            }
            disk.resize(ENOUGH_KIB);
            Answer again = warm.run(unbroken.arguments(run));
            if (fault.isEmpty()) {
                fault = again.exitCode() == 0
                        ? unbroken.difference(run)
                        : "does not go on: exit code " + again.exitCode() + ": " + again.err();
            }
            if (fault.isEmpty()) {
                tally.held(full.exitCode() == 0 ? "full at the report" : "full at " + where(full));
            } else {
                tally.failed(seed, what, fault);
            }
        }
    }

    private int neededKib() throws IOException {
        long bytes = 0;
        for (String file : Trees.files(unbroken.folder())) {
            bytes += Files.size(unbroken.folder().resolve(file)) + 4096;
        }
        return (int) (bytes / 1024);
    }

    /** The run stands, whatever becomes of its report. */
    private static String faultOfReport(Answer answer) {
        List<String> warnings = answer.err()
                .lines()
                .filter(line -> line.startsWith("drolt: warning: ") && line.contains("no space left"))
                .toList();
        return answer.rudeness().orElse(warnings.size() <= 1 ? "" : "several lines: " + answer.err());
    }

    private static String faultOfFull(Answer answer, Path run) {
        List<String> problems = answer.problems();
        boolean told = problems.size() == 1
                && problems.get(0).contains("no space left")
                && problems.get(0).contains(run.toString());
        return answer.rudeness()
                .orElse(told && answer.isRefusal() ? "" : "exit code " + answer.exitCode() + ": " + answer.err());
    }

    private static String where(Answer answer) {
        String line = answer.problems().get(0);
        return line.contains("/checkpoints/")
                ? "a checkpoint"
                : line.contains("/stages/")
                        ? "a stage"
                        : line.matches(".*/(models|predictions|calibration)/.*") ? "an arm" : "a record";
    }
}
