package drolt.evaluation;

import drolt.data.Shot;
import drolt.evaluation.EvaluationReport.ClassReport;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Accuracies in which each class counts once, however many test images it has: fractions in [0, 1].
 *
 * <p>On a balanced test set they are those over images. On another one the latter say how the frequent classes fare.
 *
 * @param accuracy mean over the classes that have test images
 * @param many mean over those of them with many training images; null where there are none
 * @param med the same of medium
 * @param few the same of few
 * @param ncm as accuracy, of the nearest class mean by cosine
 */
public record ClassMeans(
        double accuracy,
        @Nullable Double many,
        @Nullable Double med,
        @Nullable Double few,
        double ncm) {
    /** Class means of a network's own classifier. */
    public static ClassMeans of(EvaluationReport report) {
        ShotAccuracy nearest =
                Objects.requireNonNull(report.nearestCentroid().get(CentroidMetric.COSINE), "nearest centroid");
        return new ClassMeans(
                report.classifier().classMean(),
                mean(report, Shot.MANY),
                mean(report, Shot.MEDIUM),
                mean(report, Shot.FEW),
                nearest.classMean());
    }

    private static @Nullable Double mean(EvaluationReport report, Shot shot) {
        Predicate<ClassReport> belongs = one -> report.shotLimits().of(one.trainingImages()) == shot;
        OptionalDouble mean = report.classes().stream()
                .filter(belongs)
                .map(ClassReport::recall)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }
}
