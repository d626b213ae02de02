package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassMeansTest {
    private static final int CLASSES = 5;
    private static final ClassCounts COUNTS = ClassCounts.of(500, 200, 50, 10, 8);

    private static EvaluationReport report(int[] labels, int[] predicted) {
        Predictions predictions = RandomPredictions.of(CLASSES, labels, predicted);
        return EvaluationReport.of(predictions, Map.of(CentroidMetric.COSINE, predictions), COUNTS, ShotLimits.PAPER);
    }

    /** Six images of a class with few and two of another: over images 1 of 8, over classes (0 + 1/2) / 2. */
    @Test
    void eachClassOfAGroupCountsOnce() {
        EvaluationReport report = report(
                new int[] {0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4},
                new int[] {0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 4, 0});
        assertThat(report.balanced()).isFalse();
        assertThat(report.classifier().few()).hasValue(0.125);
        ClassMeans means = ClassMeans.of(report);
        assertThat(means.few()).isEqualTo(0.25);
        assertThat(means.many()).isEqualTo((0.75 + 1) / 2);
        assertThat(means.med()).isZero();
        assertThat(means.accuracy()).isCloseTo((0.75 + 1 + 0 + 0 + 0.5) / 5, within(1e-15));
        assertThat(means.ncm()).isEqualTo(means.accuracy());
    }

    @Test
    void classesWithoutTestImagesLeaveTheOthersBalanced() {
        EvaluationReport report = report(new int[] {0, 0, 3, 3}, new int[] {0, 1, 3, 3});
        assertThat(report.balanced()).isTrue();
        assertThat(ClassMeans.of(report).med()).isNull();
        assertThat(ClassMeans.of(report).accuracy())
                .isEqualTo(report.classifier().accuracy());
    }
}
