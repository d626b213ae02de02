package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.centroid.AugmentedCentroidConfig;
import drolt.centroid.CentroidConfig;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.MovingAverageCentroidConfig;
import drolt.configuration.InvalidValueException;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossCase;
import drolt.radius.CalibratedRadiusConfig;
import drolt.radius.ErmRadiusConfig;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.LearnedRawRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.radius.SampleCountRadiusConfig;
import drolt.radius.SharedRadiusConfig;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configurations are refused, and that the message says why. */
public class DroLtConfigTest {
    private static final CentroidConfig CLEAN = new CleanCentroidConfig();
    private static final RadiusConfig ERM = new ErmRadiusConfig();

    public static boolean isRefused(
            BoundForm form,
            DistanceKind distance,
            Denominator denominator,
            CentroidConfig centroids,
            RadiusConfig radius) {
        try {
            LossCase.joint(0.5, form, distance, denominator, ClassTermWeighting.BATCH, 1, centroids, radius);
            return false;
        } catch (InvalidValueException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EUCLIDEAN")
    void certifiedTakesOnlyAMetric(DistanceKind distance) {
        refused(
                "distance",
                "triangle inequality",
                () -> LossCase.robust(
                        BoundForm.CERTIFIED, distance, Denominator.BATCH, ClassTermWeighting.BATCH, 1, ERM));
    }

    @Test
    void certifiedTakesNoRadiusThatMayBeNegative() {
        refused("radius", "below 0", () -> LossCase.robust(BoundForm.CERTIFIED, new LearnedRawRadiusConfig(1, 1, 0)));
    }

    @Test
    void exactDenominatorNeedsEveryFeatureOnce() {
        for (CentroidConfig centroids : List.of(new AugmentedCentroidConfig(), new MovingAverageCentroidConfig(0.9))) {
            refused(
                    "denominator",
                    "clean",
                    () -> LossCase.joint(
                            0.5,
                            BoundForm.PAPER,
                            DistanceKind.EUCLIDEAN,
                            Denominator.EXACT,
                            ClassTermWeighting.BATCH,
                            1,
                            centroids,
                            ERM));
        }
        refused(
                "denominator",
                "released-scrambled",
                () -> LossCase.robust(
                        BoundForm.RELEASED_SCRAMBLED,
                        DistanceKind.EUCLIDEAN,
                        Denominator.EXACT,
                        ClassTermWeighting.BATCH,
                        1,
                        ERM));
    }

    @Test
    void aVarianceIsTakenOverEveryImageOnce() {
        for (RadiusConfig radius :
                List.of(new CalibratedRadiusConfig(0.05), new LearnedPricedRadiusConfig(1, 1, 1, 0))) {
            refused("centroids", "measures no variances", () -> joint(new MovingAverageCentroidConfig(0.9), radius));
            refused("centroids", "draws images several times", () -> joint(new AugmentedCentroidConfig(), radius));
            joint(CLEAN, radius);
        }
        joint(new AugmentedCentroidConfig(), new LearnedRawRadiusConfig(1, 1, 0));
    }

    private static void joint(CentroidConfig centroids, RadiusConfig radius) {
        LossCase.joint(
                0.5,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                centroids,
                radius);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, Double.POSITIVE_INFINITY})
    void numbersOutOfRangeAreRefused(double wrong) {
        refused(
                "lambda",
                "[0, 1]",
                () -> LossCase.joint(
                        wrong,
                        BoundForm.PAPER,
                        DistanceKind.EUCLIDEAN,
                        Denominator.BATCH,
                        ClassTermWeighting.BATCH,
                        1,
                        CLEAN,
                        ERM));
        refused(
                "temperature",
                "above 0",
                () -> LossCase.robust(
                        BoundForm.PAPER,
                        DistanceKind.EUCLIDEAN,
                        Denominator.BATCH,
                        ClassTermWeighting.BATCH,
                        wrong,
                        ERM));
        refused("labelSmoothing", "[0, 1)", () -> new CrossEntropyTerm(wrong, ClassWeighting.NONE));
        refused("labelSmoothing", "[0, 1)", () -> new CrossEntropyConfig(wrong, ClassWeighting.NONE, 1, null, null));
        refused("weight", "above 0", () -> new CrossEntropyConfig(0, ClassWeighting.NONE, wrong, null, null));
        refused("eps", "at least 0", () -> new SharedRadiusConfig(wrong));
        refused("eps", "at least 0", () -> new SampleCountRadiusConfig(wrong));
        refused("delta", "between 0 and 1", () -> new CalibratedRadiusConfig(wrong));
        refused("initial", "above 0", () -> new LearnedRadiusConfig(wrong, 1, 0));
        refused("learningRateScale", "above 0", () -> new LearnedRadiusConfig(1, wrong, 0));
        refused("weightDecay", "at least 0", () -> new LearnedRawRadiusConfig(1, 1, wrong));
        refused("beta", "above 0", () -> new LearnedPricedRadiusConfig(1, wrong, 1, 0));
        refused("momentum", "[0, 1)", () -> new MovingAverageCentroidConfig(wrong));
    }

    public static void refused(String key, String reason, ThrowingCallable configuration) {
        assertThatThrownBy(configuration)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(((InvalidValueException) e).key()).isEqualTo(key));
    }
}
