package drolt.experiment;

import drolt.evaluation.ClassMeans;
import drolt.evaluation.EvaluationReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table. Accuracies are fractions in [0, 1] on the test set.
 *
 * @param accuracy over all images
 * @param many of the images of classes with many training images; null where there are none
 * @param med the same of medium
 * @param few the same of few
 * @param ncm accuracy of the nearest class mean by cosine, the means being those of the raw features of the clean
 *     training images
 * @param model path of the final weights, relative to the run's folder
 * @param weights SHA-256 (hex) of that file
 * @param evaluation everything measured
 * @param confusion pairs of classes that occur: {@code [label, predicted, count]}
 * @param classMeans the numbers to show if the test set is not balanced; null if it is
 */
public record ArmResult(
        String name,
        double accuracy,
        @Nullable Double many,
        @Nullable Double med,
        @Nullable Double few,
        double ncm,
        String model,
        String weights,
        EvaluationReport evaluation,
        List<List<Integer>> confusion,
        @Nullable ClassMeans classMeans) {
    /** Files of versions that did not know class means get them here. */
    public ArmResult {
        classMeans = Objects.requireNonNull(evaluation, "evaluation").balanced() ? null : ClassMeans.of(evaluation);
    }

    /** The numbers of the table: class means, unless the test set is balanced, where those over images equal them. */
    public ClassMeans told() {
        return classMeans == null ? new ClassMeans(accuracy, many, med, few, ncm) : classMeans;
    }
}
