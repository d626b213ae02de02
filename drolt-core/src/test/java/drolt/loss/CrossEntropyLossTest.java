package drolt.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.loss.robust.DroLtLossOracleTest;
import drolt.loss.robust.DroLtOracle;
import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SingleThreadedEngine.class)
class CrossEntropyLossTest {
    @ParameterizedTest
    @EnumSource
    void isTheWeightedMeanOfTheNegativeLogLikelihood(ClassWeighting weighting) {
        for (long seed = 0; seed < 50; seed++) {
            LossCase batch = LossCase.random(seed);
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < batch.labels().length; i++) {
                double[] logits = batch.logits()[i];
                double weight = weight(weighting, batch, batch.labels()[i]);
                double logSum =
                        DroLtOracle.logSumExp(Arrays.stream(logits).boxed().toList());
                sum += weight * (logSum - logits[batch.labels()[i]]);
                weights += weight;
            }
            double actual = DroLtLossOracleTest.robust(
                    new CrossEntropyConfig(0, weighting, 1, null, null), batch, ScalarType.Double);
            assertThat(actual).isCloseTo(sum / weights, within(1e-12 * (1 + actual)));
        }
    }

    private static double weight(ClassWeighting weighting, LossCase batch, int label) {
        double n = batch.counts()[label];
        return switch (weighting) {
            case NONE -> 1;
            case INVERSE_COUNT -> 1 / n;
            case EFFECTIVE_NUMBER -> (1 - 0.9999) / (1 - Math.pow(0.9999, n));
            case COUNT -> n / Arrays.stream(batch.counts()).max().orElseThrow();
        };
    }

    @Test
    void labelSmoothingSpreadsItsShareOverAllClasses() {
        LossCase batch = LossCase.random(1, 4, 2, 3);
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            double[] logits = batch.logits()[i];
            double logSum = DroLtOracle.logSumExp(Arrays.stream(logits).boxed().toList());
            for (int label = 0; label < 4; label++) {
                double target = 0.2 / 4 + (label == batch.labels()[i] ? 0.8 : 0);
                expected += target * (logSum - logits[label]) / 3;
            }
        }
        CrossEntropyConfig config = new CrossEntropyConfig(0.2, ClassWeighting.NONE, 1, null, null);
        assertThat(DroLtLossOracleTest.robust(config, batch, ScalarType.Double)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aFactorScalesTheLoss() {
        LossCase batch = LossCase.random(1, 4, 2, 3);
        double whole = DroLtLossOracleTest.robust(
                new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null), batch, ScalarType.Double);
        double half = DroLtLossOracleTest.robust(
                new CrossEntropyConfig(0, ClassWeighting.NONE, 0.5, null, null), batch, ScalarType.Double);
        assertThat(half).isEqualTo(whole / 2);
    }

    @ParameterizedTest
    @EnumSource
    void classesWithoutImagesHaveFiniteWeights(ClassWeighting weighting) {
        assertThat(Arrays.stream(weighting.weights(ClassCounts.of(0, 3, 500), null)))
                .allMatch(weight -> weight > 0 && Double.isFinite(weight));
    }
}
