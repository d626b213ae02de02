package drolt.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Classes from the most frequent in training to the rarest; of equals the lower label first. */
final class ClassRanks {
    private final int[] labels;
    private final int[] ranks;

    /** @param trainingCounts images of each class, in label order */
    ClassRanks(List<Integer> trainingCounts) {
        labels = IntStream.range(0, trainingCounts.size())
                .boxed()
                .sorted(Comparator.comparing(trainingCounts::get, Comparator.reverseOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        ranks = new int[labels.length];
        for (int rank = 0; rank < labels.length; rank++) {
            ranks[labels[rank]] = rank;
        }
    }

    int classCount() {
        return labels.length;
    }

    /** From 0. */
    int rank(int label) {
        return ranks[label];
    }

    /** Labels by rank. */
    List<Integer> labels() {
        return IntStream.of(labels).boxed().toList();
    }
}
