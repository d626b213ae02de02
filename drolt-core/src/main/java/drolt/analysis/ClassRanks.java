package drolt.analysis;

import drolt.data.ClassCounts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Classes from the most frequent in training to the rarest; of equally frequent ones the lower label comes first. */
public final class ClassRanks {
    private ClassRanks() {}

    /** Labels by rank [C]. */
    public static int[] labels(ClassCounts counts) {
        return IntStream.range(0, counts.classCount())
                .boxed()
                .sorted(Comparator.comparing(counts::of, Comparator.reverseOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Labels by rank [C], of classes with so many training images each. */
    public static int[] labels(List<Integer> trainingCounts) {
        return labels(ClassCounts.of(
                trainingCounts.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Rank of each label [C], from 0. */
    public static int[] ranks(int[] labels) {
        int[] ranks = new int[labels.length];
        for (int rank = 0; rank < labels.length; rank++) {
            ranks[labels[rank]] = rank;
        }
        return ranks;
    }

    /** Values by label, put into the order of ranks. */
    public static double[] byRank(double[] values, int[] labels) {
        return IntStream.of(labels).mapToDouble(label -> values[label]).toArray();
    }
}
