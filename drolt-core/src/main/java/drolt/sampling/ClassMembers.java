package drolt.sampling;

import drolt.configuration.ConfigException;
import java.util.Arrays;

/** The images of each class, by position in the data set; classes without images are left out. Immutable. */
final class ClassMembers {
    private final int[][] members;
    private final int total;

    private ClassMembers(int[][] members, int total) {
        this.members = members;
        this.total = total;
    }

    static ClassMembers of(SamplerContext context) {
        int[] labels = context.labels();
        int classCount = context.classCount();
        if (labels.length == 0) {
            throw new ConfigException(
                    "nothing to draw from: the training set has no image; check the data set's subset");
        }
        int[] counts = new int[classCount];
        for (int label : labels) {
            counts[label]++;
        }
        int[][] members = new int[classCount][];
        Arrays.setAll(members, label -> new int[counts[label]]);
        int[] filled = new int[classCount];
        for (int position = 0; position < labels.length; position++) {
            int label = labels[position];
            members[label][filled[label]++] = position;
        }
        int[][] present = Arrays.stream(members).filter(list -> list.length > 0).toArray(int[][]::new);
        return new ClassMembers(present, labels.length);
    }

    /** Classes that have an image. */
    int classes() {
        return members.length;
    }

    /** Images of all classes together. */
    int total() {
        return total;
    }

    /** Positions of one class's images, ascending; at least one. Not to be changed. */
    int[] of(int presentClass) {
        return members[presentClass];
    }

    /** Images of the most frequent class. */
    int largest() {
        return Arrays.stream(members).mapToInt(list -> list.length).max().orElse(0);
    }
}
