package drolt.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.LoggerFactory;

/**
 * Which number format is the faster on this machine.
 *
 * <p>For the processors that were measured, their flags decide. Any other is measured once: half a second of a
 * convolution's forward and backward pass in both formats. The answer is kept beside the engine's natives, one file a
 * processor and engine, so that the same machine always computes the same.
 */
public final class FasterPrecision {
    private static final int ROUNDS = 5;
    private static final double WORTH_IT =
            1.1; // bfloat16 rounds more; a gain within the noise of a measurement is none

    private FasterPrecision() {}

    /** The faster format here. Measures it where it is not known yet. */
    public static Precision here() {
        CpuFeatures cpu = CpuFeatures.detect();
        return switch (cpu.bfloat16()) {
            case FASTER -> Precision.BFLOAT16;
            case SLOWER -> Precision.FLOAT32;
            case UNKNOWN -> measuredOnce(cpu, Engine.cacheFolder());
        };
    }

    /** What was measured before and kept in the folder, else what a measurement says now. */
    static Precision measuredOnce(CpuFeatures cpu, Path folder) {
        Path file = folder.resolve("drolt-precision-" + name(cpu) + ".txt");
        return kept(file).orElseGet(() -> {
            Precision measured = measure();
            keep(file, measured);
            return measured;
        });
    }

    private static String name(CpuFeatures cpu) {
        String text = Engine.version() + "-" + cpu.vendor() + "-" + cpu.model();
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }

    private static Optional<Precision> kept(Path file) {
        try {
            String text = Files.readString(file).strip();
            return Arrays.stream(Precision.values())
                    .filter(precision -> precision.name().equals(text))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not measured yet
        }
    }

    /** Where the folder can't be written, the next process measures again. */
    private static void keep(Path file, Precision precision) {
        try {
            Path written = Files.createTempFile(file.getParent(), "drolt-precision", ".tmp");
            Files.writeString(written, precision.name() + "\n");
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LoggerFactory.getLogger(FasterPrecision.class)
                    .debug("the faster precision can't be kept in {}: {}", file, e.getMessage());
        }
    }

    private static Precision measure() {
        Engine.load();
        double[] plain = new double[ROUNDS];
        double[] half = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) { // the first warms up
            double withFloat32 = seconds(Precision.FLOAT32);
            double withBfloat16 = seconds(Precision.BFLOAT16);
            if (round >= 0) {
                plain[round] = withFloat32;
                half[round] = withBfloat16;
            }
        }
        Arrays.sort(plain);
        Arrays.sort(half);
        return plain[ROUNDS / 2] > WORTH_IT * half[ROUNDS / 2] ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    /** Seconds of a convolution of 32 images of 32 channels and 32 x 32 pixels, forward and backward. */
    private static double seconds(Precision precision) {
        try (StepScope scope = StepScope.open()) {
            Tensor images = MemoryLayout.CHANNELS_LAST.arrange(torch.rand(32, 32, 32, 32));
            Tensor weight = MemoryLayout.CHANNELS_LAST.arrange(torch.rand(32, 32, 3, 3));
            weight.set_requires_grad(true);
            long began = System.nanoTime();
            Tensor map;
            try (Autocast autocast = Autocast.open(precision)) {
                map = torch.conv2d(
                        images,
                        weight,
                        new TensorOptional(),
                        new long[] {1, 1},
                        new long[] {1, 1},
                        new long[] {1, 1},
                        1);
            }
            map.sum().backward();
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
