package drolt.evaluation;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Accuracies of one classifier, all as fractions in [0, 1]: over all samples, by shot, by class.
 *
 * <p>{@code accuracy} and the three groups are means over samples, as in the tables of the field: a group's accuracy is
 * that of all test samples whose class belongs to it. On a balanced test set that equals the mean over its classes.
 *
 * @param accuracy correct over all samples
 * @param many of the samples of classes with many training images; empty where the test set has none
 * @param medium of those with a medium number; empty where there are none
 * @param few of those with few; empty where there are none
 * @param classMean mean over the classes that occur in the test set, each counting once; for sets that are not balanced
 * @param trainingDistribution what to expect where classes are as frequent as in training: accuracies of the classes
 *     that occur in the test set, weighted by their training images; empty where none of those has any
 * @param perClass accuracy (recall) of each class; empty where the class does not occur in the test set
 */
public record ShotAccuracy(
        double accuracy,
        OptionalDouble many,
        OptionalDouble medium,
        OptionalDouble few,
        double classMean,
        OptionalDouble trainingDistribution,
        List<OptionalDouble> perClass) {
    public ShotAccuracy {
        perClass = List.copyOf(perClass);
    }

    /**
     * Counts and divides.
     *
     * @param trainingCounts images of each class from which its shot follows: those before any validation split
     * @throws IllegalArgumentException if there are no predictions, or the number of classes differs
     */
    public static ShotAccuracy of(Predictions predictions, ClassCounts trainingCounts, ShotLimits limits) {
        LabelCheck.check(predictions, trainingCounts);
        int classCount = predictions.classCount();
        int[] samples = new int[classCount];
        int[] correct = new int[classCount];
        for (int i = 0; i < predictions.size(); i++) {
            int label = predictions.labels()[i];
            samples[label]++;
            if (predictions.predicted()[i] == label) {
                correct[label]++;
            }
        }

        Tally all = new Tally();
        Map<Shot, Tally> groups = new EnumMap<>(Shot.class);
        Tally classes = new Tally();
        Tally training = new Tally();
        List<OptionalDouble> perClass = new ArrayList<>(classCount);
        for (int label = 0; label < classCount; label++) {
            all.add(correct[label], samples[label]);
            groups.computeIfAbsent(limits.of(trainingCounts.of(label)), shot -> new Tally())
                    .add(correct[label], samples[label]);
            if (samples[label] == 0) {
                perClass.add(OptionalDouble.empty());
                continue;
            }
            double accuracy = (double) correct[label] / samples[label];
            perClass.add(OptionalDouble.of(accuracy));
            classes.add(accuracy, 1);
            training.add(accuracy * trainingCounts.of(label), trainingCounts.of(label));
        }
        return new ShotAccuracy(
                all.mean().orElseThrow(),
                mean(groups.get(Shot.MANY)),
                mean(groups.get(Shot.MEDIUM)),
                mean(groups.get(Shot.FEW)),
                classes.mean().orElseThrow(),
                training.mean(),
                perClass);
    }

    private static OptionalDouble mean(@Nullable Tally tally) {
        return tally == null ? OptionalDouble.empty() : tally.mean();
    }

    /** Accuracy of the samples of one group of classes. */
    public OptionalDouble of(Shot shot) {
        return switch (shot) {
            case MANY -> many;
            case MEDIUM -> medium;
            case FEW -> few;
        };
    }

    /** A running weighted mean. */
    private static final class Tally {
        private double sum;
        private double weight;

        void add(double value, double weightOfValue) {
            sum += value;
            weight += weightOfValue;
        }

        OptionalDouble mean() {
            return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
        }
    }
}
