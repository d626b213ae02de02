package drolt.analysis;

import drolt.inference.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How far the mean of a few samples of a class lies from the mean of all: why a radius falls like 1 / sqrt(n), the
 * paper's Appendix C.
 *
 * <p>m samples are drawn with replacement, {@link #DRAWS} times; their mean's squared distance has then the expectation
 * SS / n / m exactly.
 *
 * @param classLabel the class
 * @param sizes m: 1, 2, 4, ... up to n
 * @param distances mean over the draws [sizes]
 * @param expected sqrt(SS / n / m), the root of the expected squared distance [sizes]
 */
public record CentroidErrors(int classLabel, int[] sizes, double[] distances, double[] expected) {
    /** Sets of samples of each size. */
    public static final int DRAWS = 100;
    /** Classes, the largest. */
    public static final int CLASSES = 3;

    /** Errors for the largest classes by training images; each has at least two. */
    public static List<CentroidErrors> ofLargest(BackbonePass pass, int[] ranked, long seed) {
        int[] counts = pass.statistics().counts();
        List<CentroidErrors> all = new ArrayList<>();
        for (int label : ranked) {
            if (all.size() < CLASSES && counts[label] >= 2) {
                all.add(of(pass, label, new Random(seed + label)));
            }
        }
        return all;
    }

    static CentroidErrors of(BackbonePass pass, int label, Random random) {
        FeatureMatrix train = pass.train();
        int[] members = IntStream.range(0, train.labels().length)
                .filter(row -> train.labels()[row] == label)
                .toArray();
        int[] sizes = IntStream.iterate(1, size -> size <= members.length, size -> 2 * size)
                .toArray();
        double[] distances = new double[sizes.length];
        double[] expected = new double[sizes.length];
        double variance = pass.statistics().scatter()[label] / members.length;
        for (int i = 0; i < sizes.length; i++) {
            for (int draw = 0; draw < DRAWS; draw++) {
                double[] mean = mean(train, members, sizes[i], random);
                distances[i] += distance(mean, pass.statistics().centroids()[label]) / DRAWS;
            }
            expected[i] = Math.sqrt(variance / sizes[i]);
        }
        return new CentroidErrors(label, sizes, distances, expected);
    }

    private static double[] mean(FeatureMatrix train, int[] members, int size, Random random) {
        double[] mean = new double[train.dimension()];
        for (int i = 0; i < size; i++) {
            int row = members[random.nextInt(members.length)];
            for (int d = 0; d < mean.length; d++) {
                mean[d] += train.values()[row * mean.length + d] / (double) size;
            }
        }
        return mean;
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int d = 0; d < one.length; d++) {
            squares += (one[d] - other[d]) * (one[d] - other[d]);
        }
        return Math.sqrt(squares);
    }
}
