package drolt.data;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small random data sets. */
final class RandomImages {
    private RandomImages() {}

    /** Images of 2 x 3 random pixels with the given labels. */
    static InMemoryDataset of(int classes, int... labels) {
        Random random = new Random(labels.length);
        byte[][] images = new byte[labels.length][2 * 3 * 3];
        for (byte[] image : images) {
            random.nextBytes(image);
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(label -> "c" + label).toList();
        return InMemoryDataset.of(names, labels, images, 2, 3);
    }

    /** As many images as asked for, labels at random, small labels more often. */
    static InMemoryDataset longTailed(Random random, int classes, int size) {
        int[] labels = new int[size];
        for (int index = 0; index < size; index++) {
            labels[index] = random.nextInt(1 + random.nextInt(classes));
        }
        return of(classes, labels);
    }
}
