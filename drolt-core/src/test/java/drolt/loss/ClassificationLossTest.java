package drolt.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.robust.DroLtLossOracleTest;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The losses of the logits against the same equations in plain Java, and their gradients. */
@ExtendWith(SingleThreadedEngine.class)
public class ClassificationLossTest {
    private static final int SEEDS = 150;

    public static List<ClassificationCase> cases() {
        return ClassificationCase.all();
    }

    /** Logits up to 1e4, one sample, one class in all or in the batch, classes without images, also in the batch. */
    private static LossCase batch(long seed) {
        LossCase batch = LossCase.random(seed);
        Random random = new Random(seed + 2_000_000);
        int classes = batch.counts().length;
        double scale = new double[] {1, 1, 10, 1e4}[random.nextInt(4)];
        int[] counts = batch.counts().clone();
        if (random.nextInt(4) == 0) {
            Arrays.fill(counts, 7);
        }
        counts[random.nextInt(classes)] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(5000);
        if (Arrays.stream(counts).sum() == 0) {
            counts[0] = 1;
        }
        return batch.withCounts(counts).withLogits(LossCase.gaussian(random, batch.labels().length, classes, scale));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isItsEquationInPlainDoubles(ClassificationCase loss) {
        for (long seed = 0; seed < SEEDS; seed++) {
            LossCase batch = batch(seed);
            double expected = loss.expected().applyAsDouble(new ClassificationOracle(batch));
            double largest = Arrays.stream(batch.logits())
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            double magnitude = batch.counts().length * (1 + loss.gain() * largest);
            assertThat(value(loss.config(), batch, ScalarType.Double))
                    .as("seed %d", seed)
                    .isCloseTo(expected, within(1e-11 * magnitude));
            assertThat(value(loss.config(), batch, ScalarType.Float))
                    .as("float32, seed %d", seed)
                    .isCloseTo(expected, within(3e-6 * magnitude));
        }
    }

    public static double value(LossConfig config, LossCase batch, ScalarType type) {
        return DroLtLossOracleTest.robust(config, batch, type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAreCentralDifferences(ClassificationCase loss) {
        for (int size : new int[] {1, 5}) {
            LossCase batch = LossCase.random(30 + size, 4, 2, size);
            double[] analytic = gradient(loss.config(), batch);
            double step = 1e-5;
            for (int i = 0; i < analytic.length; i++) {
                double up = value(loss.config(), moved(batch, i, step), ScalarType.Double);
                double down = value(loss.config(), moved(batch, i, -step), ScalarType.Double);
                double numeric = (up - down) / (2 * step);
                assertThat(analytic[i])
                        .as("batch of %d, sample %d, class %d", size, i / 4, i % 4)
                        .isCloseTo(numeric, within(1e-7 * loss.gain() * Math.max(1, Math.abs(numeric))));
            }
            assertThat(Arrays.stream(analytic).map(Math::abs).max().orElse(0)).isPositive();
        }
    }

    private static LossCase moved(LossCase batch, int entry, double step) {
        double[][] logits = Arrays.stream(batch.logits()).map(double[]::clone).toArray(double[][]::new);
        logits[entry / logits[0].length][entry % logits[0].length] += step;
        return batch.withLogits(logits);
    }

    private static double[] gradient(LossConfig config, LossCase batch) {
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(config)) {
            LossInput input = batch.input(ScalarType.Double);
            loss.value(input).total().backward();
            return Tensors.toDoubles(input.logits().grad());
        }
    }
}
