package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.evaluation.Predictions;
import org.junit.jupiter.api.Test;

/** By hand numbers: five classes, of which 0 is many, 1 and 2 medium, 3 and 4 few; class 4 has no test images. */
class ErrorsAndBiasTest {
    private static final ClassCounts COUNTS = ClassCounts.of(100, 10, 10, 2, 1);
    private static final ShotLimits LIMITS = new ShotLimits(50, 5);

    private static final Predictions TRAIN =
            predictions(new int[] {0, 0, 0, 0, 1, 1, 2, 3, 4}, new int[] {0, 0, 0, 1, 1, 1, 0, 3, 0});
    private static final Predictions TEST =
            predictions(new int[] {0, 0, 1, 1, 2, 2, 3, 3}, new int[] {0, 0, 1, 0, 0, 1, 0, 4});

    private static Predictions predictions(int[] labels, int[] predicted) {
        return new Predictions(labels, predicted, new float[labels.length], COUNTS.classCount());
    }

    @Test
    void errorsAreSharesOfImagesAndTheGapIsTestLessTrain() {
        ArmErrors errors = ArmErrors.of("CE", TRAIN, TEST, COUNTS, LIMITS);
        assertThat(errors.train().byClass()).containsExactly(0.25, 0, 1, 0, 1);
        assertThat(errors.test().byClass()).containsExactly(0, 0.5, 1, 1, Double.NaN);
        assertThat(errors.gap().byClass()).containsExactly(-0.25, 0.5, 0, 1, Double.NaN);
        assertThat(errors.train().byShot()).containsExactly(new double[] {0.25, 1.0 / 3, 0.5}, within(1e-12));
        assertThat(errors.test().byShot()).containsExactly(0, 0.75, 1);
        assertThat(errors.test().all()).isEqualTo(5.0 / 8, within(1e-12));
        assertThat(errors.gap().all()).isEqualTo(5.0 / 8 - 3.0 / 9, within(1e-12));
    }

    @Test
    void precisionRecallAndSharesAreThoseOfTheHand() {
        PredictionBias bias = PredictionBias.of("CE", TEST, COUNTS, LIMITS);
        assertThat(bias.recall()).containsExactly(1, 0.5, 0, 0, Double.NaN);
        assertThat(bias.precision()).containsExactly(2.0 / 5, 0.5, Double.NaN, Double.NaN, 0);
        assertThat(bias.predicted()).containsExactly(5.0 / 8, 2.0 / 8, 0, 0, 1.0 / 8);
        assertThat(bias.present()).containsExactly(0.25, 0.25, 0.25, 0.25, 0);
    }

    @Test
    void confusionOfGroupsSumsToOneByRow() {
        double[][] confusion = PredictionBias.of("CE", TEST, COUNTS, LIMITS).shotConfusion();
        assertThat(confusion[0]).containsExactly(1, 0, 0);
        assertThat(confusion[1]).containsExactly(0.5, 0.5, 0);
        assertThat(confusion[2]).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void aGroupWithoutTestImagesHasNoShares() {
        Predictions onlyMany = predictions(new int[] {0, 0}, new int[] {0, 3});
        double[][] confusion = PredictionBias.of("CE", onlyMany, COUNTS, LIMITS).shotConfusion();
        assertThat(confusion[0]).containsExactly(0.5, 0, 0.5);
        assertThat(confusion[2]).containsOnly(Double.NaN);
    }

    @Test
    void ranksGoFromTheMostFrequentAndEquallyFrequentKeepTheirOrder() {
        assertThat(ClassRanks.labels(ClassCounts.of(3, 9, 0, 9, 5))).containsExactly(1, 3, 4, 0, 2);
        assertThat(ClassRanks.byRank(new double[] {10, 11, 12}, new int[] {2, 0, 1}))
                .containsExactly(12, 10, 11);
    }

    @Test
    void aRunningMeanTakesNeighboursOnBothSidesAndLeavesOutWhatDoesNotExist() {
        double[] values = new double[20];
        values[4] = 3;
        values[10] = Double.NaN;
        double[] means = RunningMean.of(values);
        assertThat(RunningMean.neighbours(20)).isEqualTo(1);
        assertThat(means[3]).isEqualTo(1);
        assertThat(means[4]).isEqualTo(1);
        assertThat(means[5]).isEqualTo(1);
        assertThat(means[6]).isZero();
        assertThat(means[10]).isZero();
        values[0] = 4;
        assertThat(RunningMean.of(values)[0]).isEqualTo(2);
        assertThat(RunningMean.of(new double[] {Double.NaN, 5})).containsExactly(Double.NaN, 5);
    }
}
