package drolt.benchmark;

import drolt.data.ClassCounts;
import drolt.loading.HostBatch;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossContext;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident memory of the process while a small network trains; meant for a process of its own with a fixed heap. */
public final class MemoryBenchmark {
    private static final int DEPTH = 8;
    private static final int WIDTH = 8;
    private static final int CLASSES = 10;
    private static final int BATCH = 32;
    private static final int EARLY_STEP = 200;
    private static final int LATE_STEP = 2_000;
    private static final double BAR = 1.02;
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryBenchmark() {}

    /** Resident memory after step 2,000 against after step 200; empty where the system does not report it. */
    public static List<BenchmarkFigure> run() {
        if (!Files.exists(STATUS)) {
            return List.of();
        }
        RandomImages images = new RandomImages(BATCH, CLASSES);
        HostBatch batch = images.batch(BATCH);
        var loss = new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null)
                .build(new LossContext(WIDTH * 4, ClassCounts.of(images), 1));
        try (Trainee trainee =
                new Trainee(DEPTH, WIDTH, CLASSES, loss, Precision.FLOAT32, MemoryLayout.CHANNELS_LAST)) {
            double early = 0;
            for (int step = 1; step <= LATE_STEP; step++) {
                trainee.step(batch);
                if (step == EARLY_STEP) {
                    early = residentMiB();
                }
            }
            double late = residentMiB();
            return List.of(BenchmarkFigure.atMost(
                    "resident memory, step 2,000",
                    late,
                    "MiB",
                    late / early,
                    BAR,
                    String.format(java.util.Locale.ROOT, "against step 200, %.0f MiB; fixed heap", early)));
        }
    }

    private static double residentMiB() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
