package drolt.analysis;

import drolt.data.ClassCounts;
import java.util.Comparator;
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

    /** Values by label, put into the order of ranks. */
    public static double[] byRank(double[] values, int[] labels) {
        return IntStream.of(labels).mapToDouble(label -> values[label]).toArray();
    }
}
