package drolt.loss.robust;

import static drolt.loss.robust.DroLtConfigTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.ClassificationLossTest;
import drolt.loss.ClassificationOracle;
import drolt.loss.LogitAdjustedConfig;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.SingleThreadedEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where worst-case losses become one another, their order, and what they refuse. */
@ExtendWith(SingleThreadedEngine.class)
class WorstCaseLossTest {
    private static final LossConfig MEAN = LossCase.PLAIN.alone();

    private static LossCase batch(long seed) {
        return LossCase.random(seed, 5, 2, 2 + (int) seed);
    }

    private static double value(LossConfig config, LossCase batch) {
        return ClassificationLossTest.value(config, batch, ScalarType.Double);
    }

    /** The greatest cross-entropy of a sample alone. */
    private static double greatest(LossCase batch) {
        double greatest = 0;
        for (int i = 0; i < batch.labels().length; i++) {
            greatest = Math.max(greatest, ClassificationOracle.crossEntropy(batch.logits()[i], batch.labels()[i]));
        }
        return greatest;
    }

    @Test
    void withoutRobustnessAllAreCrossEntropy() {
        for (long seed = 1; seed < 9; seed++) {
            double expected = value(MEAN, batch(seed));
            for (LossConfig none : List.of(
                    new BatchCvarConfig(1),
                    new ChiSquareBallConfig(0),
                    new KullbackLeiblerBallConfig(0),
                    new LabelAwareCvarConfig(0.1, 1, 2, 0),
                    new LabelAwareCvarConfig(1, 0, 0, 0))) {
                assertThat(value(none, batch(seed))).as("%s", none).isCloseTo(expected, within(1e-13));
            }
            assertThat(value(new LabelAwareCvarConfig(1, 0, 0, 1), batch(seed)))
                    .isCloseTo(value(new LogitAdjustedConfig(1), batch(seed)), within(1e-13));
        }
    }

    @Test
    void withTheGreatestRobustnessAllAreTheWorstSample() {
        for (long seed = 1; seed < 9; seed++) {
            LossCase batch = batch(seed);
            double size = batch.labels().length;
            for (LossConfig all : List.of(
                    new BatchCvarConfig(1 / size),
                    new ChiSquareBallConfig((size - 1) / 2 + 1e-9),
                    new KullbackLeiblerBallConfig(Math.log(size) + 1e-9),
                    new LabelAwareCvarConfig(1 / size, 0, 3, 0))) {
                assertThat(value(all, batch)).as("%s", all).isCloseTo(greatest(batch), within(1e-12));
            }
        }
    }

    @Test
    void withoutAFloorAndAlikeForAllTheLabelAwareValueAtRiskIsThePlainOne() {
        for (long seed = 1; seed < 9; seed++) {
            assertThat(value(new LabelAwareCvarConfig(0.35, 0, 0, 0), batch(seed)))
                    .isCloseTo(value(new BatchCvarConfig(0.35), batch(seed)), within(1e-13));
        }
    }

    @Test
    void moreRobustnessNeverCostsLess() {
        for (long seed = 1; seed < 9; seed++) {
            LossCase batch = batch(seed);
            List<List<LossConfig>> orders = List.of(
                    List.of(new BatchCvarConfig(1), new BatchCvarConfig(0.6), new BatchCvarConfig(0.2)),
                    List.of(new ChiSquareBallConfig(1e-6), new ChiSquareBallConfig(0.2), new ChiSquareBallConfig(2)),
                    List.of(
                            new KullbackLeiblerBallConfig(1e-6),
                            new KullbackLeiblerBallConfig(0.2),
                            new KullbackLeiblerBallConfig(1.5)),
                    List.of(
                            new LabelAwareCvarConfig(0.5, 0.9, 0.5, 0),
                            new LabelAwareCvarConfig(0.5, 0.4, 0.5, 0),
                            new LabelAwareCvarConfig(0.5, 0.4, 1, 0)));
            for (List<LossConfig> order : orders) {
                double before = value(MEAN, batch) - 1e-12;
                for (LossConfig config : order) {
                    assertThat(value(config, batch)).as("%s", config).isGreaterThanOrEqualTo(before);
                    before = value(config, batch) - 1e-12;
                }
            }
        }
    }

    /** To first order both balls add sqrt(2 radius) standard deviations of the losses. */
    @Test
    void smallBallsAddTheStandardDeviation() {
        LossCase batch = LossCase.random(7, 5, 2, 40);
        double[] losses = new double[40];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = ClassificationOracle.crossEntropy(batch.logits()[i], batch.labels()[i]);
        }
        double mean = Arrays.stream(losses).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(losses)
                .map(loss -> Math.pow(loss - mean, 2))
                .average()
                .orElseThrow());
        double radius = 1e-6;
        for (LossConfig ball : List.of(new ChiSquareBallConfig(radius), new KullbackLeiblerBallConfig(radius))) {
            assertThat(value(ball, batch))
                    .isCloseTo(mean + Math.sqrt(2 * radius) * deviation, within(1e-5 * deviation));
        }
    }

    @Test
    void theWorstWeightsLieOnTheEdgeOfTheBall() {
        Random random = new Random(3);
        for (double radius : new double[] {1e-4, 0.1, 0.9}) {
            double[] losses = random.doubles(30, 0, 8).toArray();
            double[] worst = KullbackLeiblerBall.worst(losses, radius);
            assertThat(Arrays.stream(worst).sum()).isCloseTo(1, within(1e-12));
            assertThat(KullbackLeiblerBall.divergence(worst)).isCloseTo(radius, within(1e-9));
            double[] moved = KullbackLeiblerBall.worst(
                    Arrays.stream(losses).map(loss -> loss + 5).toArray(), radius);
            for (int i = 0; i < moved.length; i++) {
                assertThat(moved[i]).as("a constant changes nothing").isCloseTo(worst[i], within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, Double.POSITIVE_INFINITY})
    void numbersOutOfRangeAreRefused(double wrong) {
        refused("alpha", "(0, 1]", () -> new BatchCvarConfig(wrong));
        refused("radius", "at least 0", () -> new ChiSquareBallConfig(wrong));
        refused("radius", "at least 0", () -> new KullbackLeiblerBallConfig(wrong));
        refused("alpha", "(0, 1]", () -> new LabelAwareCvarConfig(wrong, 0, 0, 0));
        refused("beta", "[0, 1]", () -> new LabelAwareCvarConfig(1, wrong, 0, 0));
        refused("power", "[0, 10]", () -> new LabelAwareCvarConfig(1, 0, wrong, 0));
        refused("tau", "[0, 10]", () -> new LabelAwareCvarConfig(1, 0, 0, wrong));
    }
}
