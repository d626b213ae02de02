package drolt.data;

import java.util.Arrays;

/**
 * How much there is to train on, what is split off for validation left out.
 *
 * @param images of all classes
 * @param largestClass images of the largest class
 * @param height of an image in pixels, as it comes from the data set
 * @param width of an image in pixels
 */
public record DataSize(int images, int classes, int largestClass, int height, int width) {
    static DataSize of(ClassCounts counts, int height, int width) {
        int[] each = counts.toArray();
        int images = Math.toIntExact(counts.total());
        return new DataSize(images, each.length, Arrays.stream(each).max().orElse(0), height, width);
    }
}
