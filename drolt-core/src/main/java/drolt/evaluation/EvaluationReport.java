package drolt.evaluation;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All numbers of one network on one set of images, in a form that JSON can hold: fractions in [0, 1], and null where a
 * number does not exist.
 *
 * @param samples number of images
 * @param shotLimits where many and few begin
 * @param classifier accuracies of the network's own classifier
 * @param nearestCentroid accuracies of the nearest-centroid classifier on the features, by metric; empty if not asked for
 * @param calibration of the network's own classifier
 * @param classes what happened to each class, in label order
 */
public record EvaluationReport(
        int samples,
        ShotLimits shotLimits,
        ShotAccuracy classifier,
        Map<CentroidMetric, ShotAccuracy> nearestCentroid,
        CalibrationError calibration,
        List<ClassReport> classes) {
    /**
     * One class under the network's own classifier.
     *
     * @param label from 0
     * @param trainingImages its images in the training set
     * @param samples its images here
     * @param recall share of them that was recognised; empty where there are none
     * @param precision share of what was taken for this class that belongs to it; empty where nothing was
     * @param mostConfusedWith what it is wrongly taken for most often; empty where it never is
     * @param confusions how often that happens
     */
    public record ClassReport(
            int label,
            int trainingImages,
            int samples,
            OptionalDouble recall,
            OptionalDouble precision,
            OptionalInt mostConfusedWith,
            int confusions) {}

    public EvaluationReport {
        nearestCentroid = Collections.unmodifiableMap(new TreeMap<>(nearestCentroid));
        classes = List.copyOf(classes);
    }

    /**
     * Computes everything.
     *
     * @param predictions of the network's own classifier
     * @param nearestCentroid of {@link NearestCentroid} on the same images, by metric; may be empty
     * @param trainingCounts images of each class before any validation split
     * @throws IllegalArgumentException if there are no predictions, or numbers of classes differ
     */
    public static EvaluationReport of(
            Predictions predictions,
            Map<CentroidMetric, Predictions> nearestCentroid,
            ClassCounts trainingCounts,
            ShotLimits limits) {
        Map<CentroidMetric, ShotAccuracy> byMetric = new TreeMap<>();
        nearestCentroid.forEach(
                (metric, nearest) -> byMetric.put(metric, ShotAccuracy.of(nearest, trainingCounts, limits)));
        return new EvaluationReport(
                predictions.size(),
                limits,
                ShotAccuracy.of(predictions, trainingCounts, limits),
                byMetric,
                CalibrationError.of(predictions),
                classes(ConfusionCounts.of(predictions), trainingCounts));
    }

    /** Whether all classes that have images have equally many; others have none. */
    public boolean balanced() {
        return classes.stream()
                        .mapToInt(ClassReport::samples)
                        .filter(count -> count > 0)
                        .distinct()
                        .count()
                <= 1;
    }

    private static List<ClassReport> classes(ConfusionCounts confusion, ClassCounts trainingCounts) {
        List<ClassReport> classes = new ArrayList<>(confusion.classCount());
        for (int label = 0; label < confusion.classCount(); label++) {
            Optional<ConfusionCounts.Entry> worst = confusion.mostFrequentConfusion(label);
            classes.add(new ClassReport(
                    label,
                    trainingCounts.of(label),
                    confusion.labelTotal(label),
                    confusion.recall(label),
                    confusion.precision(label),
                    worst.map(entry -> OptionalInt.of(entry.predicted())).orElse(OptionalInt.empty()),
                    worst.map(ConfusionCounts.Entry::count).orElse(0)));
        }
        return classes;
    }
}
