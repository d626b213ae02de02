package drolt.loss;

import static drolt.loss.robust.DroLtConfigTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the losses of the logits become one another, and which numbers they refuse. */
@ExtendWith(SingleThreadedEngine.class)
class ClassificationLimitsTest {
    private static final LossConfig PLAIN = LossCase.PLAIN.alone();

    private static LossCase batch(long seed) {
        return LossCase.random(seed, 5, 2, 1 + (int) seed);
    }

    private static double value(LossConfig config, LossCase batch) {
        return ClassificationLossTest.value(config, batch, ScalarType.Double);
    }

    private static CrossEntropyConfig weighted(ClassWeighting weighting, Double beta) {
        return new CrossEntropyConfig(0, weighting, 1, beta, null);
    }

    @ParameterizedTest
    @EnumSource
    void focalAtGammaZeroIsCrossEntropy(FocalForm form) {
        for (long seed = 1; seed < 9; seed++) {
            assertThat(value(new FocalConfig(0, ClassWeighting.NONE, null, form), batch(seed)))
                    .isCloseTo(value(PLAIN, batch(seed)), within(1e-14));
            assertThat(value(new FocalConfig(0, ClassWeighting.INVERSE_COUNT, null, form), batch(seed)))
                    .isCloseTo(
                            value(
                                    new CrossEntropyConfig(
                                            0, ClassWeighting.INVERSE_COUNT, 1, null, LossNormalization.BATCH_SIZE),
                                    batch(seed)),
                            within(1e-14));
        }
    }

    @Test
    void theFormsOfFocalDifferByTheirWeightsAlone() {
        double exact = value(new FocalConfig(1, ClassWeighting.NONE, null, FocalForm.EXACT), batch(4));
        assertThat(value(new FocalConfig(1, ClassWeighting.NONE, null, FocalForm.RELEASED), batch(4)))
                .isEqualTo(exact);
        exact = value(new FocalConfig(1, ClassWeighting.INVERSE_COUNT, null, FocalForm.EXACT), batch(4));
        assertThat(value(new FocalConfig(1, ClassWeighting.INVERSE_COUNT, null, FocalForm.RELEASED), batch(4)))
                .isNotCloseTo(exact, within(1e-3));
    }

    @Test
    void withEqualCountsNothingIsAdjusted() {
        for (long seed = 1; seed < 9; seed++) {
            LossCase equal = batch(seed).withCounts(7, 7, 7, 7, 7);
            double expected = value(PLAIN, equal);
            assertThat(value(new BalancedSoftmaxConfig(), equal)).isCloseTo(expected, within(1e-14));
            assertThat(value(new LogitAdjustedConfig(3), equal)).isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void balancedSoftmaxIsLogitAdjustmentAtTauOneAndCrossEntropyIsThatAtTauZero() {
        assertThat(value(new BalancedSoftmaxConfig(), batch(5))).isEqualTo(value(new LogitAdjustedConfig(1), batch(5)));
        assertThat(value(new LogitAdjustedConfig(0), batch(5))).isEqualTo(value(PLAIN, batch(5)));
    }

    @Test
    void ldamWithoutMarginAndScaleIsCrossEntropyToTheBit() {
        for (long seed = 1; seed < 9; seed++) {
            assertThat(value(new LdamConfig(0, 1, ClassWeighting.NONE, null), batch(seed)))
                    .isEqualTo(value(PLAIN, batch(seed)));
            assertThat(value(new LdamConfig(0, 1, ClassWeighting.EFFECTIVE_NUMBER, 0.99), batch(seed)))
                    .isEqualTo(value(weighted(ClassWeighting.EFFECTIVE_NUMBER, 0.99), batch(seed)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.9})
    void labelAwareSmoothingOfOneStrengthIsLabelSmoothing(double share) {
        LossConfig smoothed = new CrossEntropyConfig(share, ClassWeighting.NONE, 1, null, null);
        for (long seed = 1; seed < 9; seed++) {
            double expected = value(smoothed, batch(seed));
            assertThat(value(new LabelAwareSmoothingConfig(share, share), batch(seed)))
                    .isCloseTo(expected, within(1e-13));
            assertThat(value(
                            new LabelAwareSmoothingConfig(share, 0.5),
                            batch(seed).withCounts(4, 4, 4, 4, 4)))
                    .as("equal counts: all are of the largest")
                    .isCloseTo(expected, within(1e-13));
        }
    }

    @Test
    void betaLeadsFromNoWeightsToInverseCounts() {
        LossCase batch = batch(7);
        double effective = value(weighted(ClassWeighting.EFFECTIVE_NUMBER, null), batch);
        assertThat(value(weighted(ClassWeighting.EFFECTIVE_NUMBER, 0.9999), batch))
                .isEqualTo(effective);
        assertThat(value(weighted(ClassWeighting.EFFECTIVE_NUMBER, 0.0), batch))
                .isCloseTo(value(PLAIN, batch), within(1e-14))
                .isNotCloseTo(effective, within(1e-3));
        assertThat(value(weighted(ClassWeighting.EFFECTIVE_NUMBER, 1 - 1e-12), batch))
                .isCloseTo(value(weighted(ClassWeighting.INVERSE_COUNT, null), batch), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void weightsOfMeanOneSumToTheNumberOfClasses(ClassWeighting weighting) {
        double[] weights = weighting.weightsOfMeanOne(ClassCounts.of(0, 3, 500, 5000), null);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(4, within(1e-12));
        assertThat(Arrays.stream(weights).min().orElseThrow()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, Double.POSITIVE_INFINITY})
    void numbersOutOfRangeAreRefused(double wrong) {
        refused("gamma", "at least 0", () -> new FocalConfig(wrong, ClassWeighting.NONE, null, FocalForm.EXACT));
        refused("gamma", "at least 0", () -> new SigmoidFocalConfig(wrong, ClassWeighting.NONE, null));
        refused("maxMargin", "at least 0", () -> new LdamConfig(wrong, 30, ClassWeighting.NONE, null));
        refused("scale", "above 0", () -> new LdamConfig(0.5, wrong, ClassWeighting.NONE, null));
        refused("tau", "[0, 10]", () -> new LogitAdjustedConfig(wrong));
        refused("head", "[0, 1)", () -> new LabelAwareSmoothingConfig(wrong, 0));
        refused("tail", "[0, 1)", () -> new LabelAwareSmoothingConfig(0, wrong));
        refused("beta", "[0, 1)", () -> weighted(ClassWeighting.EFFECTIVE_NUMBER, wrong));
    }

    /** Else it would do nothing, unnoticed. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EFFECTIVE_NUMBER")
    void betaBelongsToTheEffectiveNumberAlone(ClassWeighting other) {
        refused("beta", "effective-number", () -> weighted(other, 0.99));
        refused("beta", "effective-number", () -> new FocalConfig(1, other, 0.99, FocalForm.EXACT));
        refused("beta", "effective-number", () -> new SigmoidFocalConfig(1, other, 0.99));
        refused("beta", "effective-number", () -> new LdamConfig(0.5, 30, other, 0.99));
    }
}
