package drolt.trust;

import drolt.centroid.FeatureStatistics;
import java.util.stream.IntStream;

/**
 * How unlike everything that was trained on an image is.
 *
 * <p>The distance of its features to the nearest class mean, in units of how far that class's training images lie from it:
 * {@code min over c of |z - mu_c| / (sqrt(D) s_c)}, with the deviation {@code s_c} of {@link FeatureStatistics#variances},
 * which for classes of few images leans on that of all. At 1 an image lies as far from a class as its training images do
 * on average (root mean square); images that were not trained on lie somewhat farther.
 *
 * <p>Like the score of Lee et al., A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial
 * Attacks, 2018, section 2.1, with one variance for each class instead of one covariance for all: a class of three images
 * has no covariance. Immutable.
 */
public final class Unlikeness {
    private final double[][] centroids;
    private final double[] units;

    /**
     * Takes the training images' features.
     *
     * @throws IllegalArgumentException if no class has an image
     */
    public Unlikeness(FeatureStatistics training) {
        int[] classes = IntStream.range(0, training.classCount())
                .filter(label -> training.counts()[label] > 0)
                .toArray();
        if (classes.length == 0) {
            throw new IllegalArgumentException("no class has an image");
        }
        double[] variances = training.variances();
        centroids = new double[classes.length][];
        units = new double[classes.length];
        for (int i = 0; i < classes.length; i++) {
            centroids[i] = training.centroids()[classes[i]];
            double unit = Math.sqrt(training.dimension() * variances[classes[i]]);
            units[i] = unit > 0 ? unit : 1; // no two images differ: distances have no measure but their own
        }
    }

    /**
     * That of an image.
     *
     * @param features of it, before the classifier [D]
     * @return at least 0
     */
    public double of(float[] features) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.length; i++) {
            double squares = 0;
            for (int j = 0; j < features.length; j++) {
                double difference = features[j] - centroids[i][j];
                squares += difference * difference;
            }
            least = Math.min(least, Math.sqrt(squares) / units[i]);
        }
        return least;
    }
}
