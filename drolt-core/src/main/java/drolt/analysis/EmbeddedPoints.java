package drolt.analysis;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is laid out in the plane: test images of a few classes and the means of these classes' training images.
 *
 * @param classes labels of the chosen classes, from the most frequent in training to the rarest; the last points are
 *     their means, in this order
 * @param images positions of the images in the test set, rising; they are the first points
 * @param labels of the images
 */
public record EmbeddedPoints(int[] classes, int[] images, int[] labels) {
    /** Classes of each group. */
    public static final int CLASSES_A_GROUP = 2;
    /** Images of each class, the first in the test set. */
    public static final int IMAGES_A_CLASS = 150;

    private static final int FEWEST = 4;

    /**
     * Chooses classes from the middle of each half of many, medium and few by rank, of those with training and test
     * images.
     *
     * @param counts images of each class, as the groups count them
     * @param trained images of each class that the means are made of [C]
     * @param testLabels [N]
     * @throws ConfigException if fewer than 4 points would be laid out
     */
    public static EmbeddedPoints choose(ClassCounts counts, ShotLimits limits, int[] trained, int[] testLabels) {
        int[] tested = tested(counts.classCount(), testLabels);
        int[] ranked = ClassRanks.labels(counts);
        List<Integer> classes = new ArrayList<>();
        for (Shot shot : Shot.values()) {
            int[] members = IntStream.of(ranked)
                    .filter(label -> limits.of(counts.of(label)) == shot && trained[label] > 0 && tested[label] > 0)
                    .toArray();
            int chosen = Math.min(CLASSES_A_GROUP, members.length);
            for (int i = 0; i < chosen; i++) {
                classes.add(members[(2 * i + 1) * members.length / (2 * chosen)]);
            }
        }
        return withImages(classes, testLabels);
    }

    /**
     * Takes the classes that somebody has chosen.
     *
     * @param chosen labels, each once, in any order
     * @param counts images of each class, by which they are ranked
     * @param trained images of each class that the means are made of [C]
     * @param testLabels [N]
     * @param classNames [C], for the message
     * @throws ConfigException if one of them has no training or no test images, or fewer than 4 points would be laid out
     */
    public static EmbeddedPoints of(
            List<Integer> chosen, ClassCounts counts, int[] trained, int[] testLabels, List<String> classNames) {
        int[] tested = tested(counts.classCount(), testLabels);
        for (int label : chosen) {
            if (trained[label] == 0 || tested[label] == 0) {
                throw new ConfigException("class " + classNames.get(label) + " has " + trained[label] + " training and "
                        + tested[label] + " test images, so it has no place in the plane; choose others");
            }
        }
        return withImages(
                IntStream.of(ClassRanks.labels(counts))
                        .boxed()
                        .filter(chosen::contains)
                        .toList(),
                testLabels);
    }

    private static int[] tested(int classCount, int[] testLabels) {
        int[] tested = new int[classCount];
        for (int label : testLabels) {
            tested[label]++;
        }
        return tested;
    }

    private static EmbeddedPoints withImages(List<Integer> classes, int[] testLabels) {
        EmbeddedPoints points = firstImages(classes, testLabels);
        if (points.size() < FEWEST) {
            throw new ConfigException(points.size() + " images and class means to lay out in the plane; at least "
                    + FEWEST + " are needed, so measure on more test images");
        }
        return points;
    }

    private static EmbeddedPoints firstImages(List<Integer> classes, int[] testLabels) {
        int[] taken = new int[Arrays.stream(testLabels).max().orElse(0) + 1];
        int[] images = IntStream.range(0, testLabels.length)
                .filter(image -> classes.contains(testLabels[image]) && taken[testLabels[image]]++ < IMAGES_A_CLASS)
                .toArray();
        return new EmbeddedPoints(
                classes.stream().mapToInt(Integer::intValue).toArray(),
                images,
                IntStream.of(images).map(image -> testLabels[image]).toArray());
    }

    /** Images and class means. */
    public int size() {
        return images.length + classes.length;
    }

    /** Label of a point. */
    public int label(int point) {
        return point < images.length ? labels[point] : classes[point - images.length];
    }

    /** Features of all points, row-major [{@link #size}, D]. */
    float[] rows(BackbonePass pass) {
        int dimension = pass.test().dimension();
        float[] rows = new float[size() * dimension];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pass.test().values(), images[i] * dimension, rows, i * dimension, dimension);
        }
        for (int i = 0; i < classes.length; i++) {
            double[] mean = pass.statistics().centroids()[classes[i]];
            for (int d = 0; d < dimension; d++) {
                rows[(images.length + i) * dimension + d] = (float) mean[d];
            }
        }
        return rows;
    }
}
