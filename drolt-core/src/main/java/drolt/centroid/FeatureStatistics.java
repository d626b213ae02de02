package drolt.centroid;

import java.util.Arrays;
import java.util.Optional;

/**
 * Class means of the training features and the scatter around them, on the host, in double precision.
 *
 * @param centroids mean feature of each class [C][D]; zeros where the class has no sample
 * @param scatter sum over a class's samples of the squared distance to its mean, SS_c [C]
 * @param counts number of samples of each class, n_c [C]
 * @param stored every feature, where a loss asked for them
 */
public record FeatureStatistics(double[][] centroids, double[] scatter, int[] counts, Optional<StoredFeatures> stored) {
    /**
     * Every training feature as it was when the epoch began.
     *
     * @param features row-major [N, D]
     * @param labels [N]
     * @param indices position of each in the training set [N]
     */
    public record StoredFeatures(float[] features, int[] labels, int[] indices) {}

    /** Dimension D of the features. */
    public int dimension() {
        return centroids[0].length;
    }

    /** Number of classes C. */
    public int classCount() {
        return counts.length;
    }

    /**
     * Per-dimension variance of each class, shrunk towards the pooled one.
     *
     * <p>{@code s_c^2 = (10 s_pool^2 + SS_c / D) / (10 + n_c - 1)} with {@code s_pool^2 = sum SS_c / (D sum (n_c - 1))}.
     * A class without samples gets the pooled variance. Where no class has two samples the pooled variance is 0.
     */
    public double[] variances() {
        double degrees = Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToLong(count -> count - 1L)
                .sum();
        double pooled = degrees > 0 ? Arrays.stream(scatter).sum() / (dimension() * degrees) : 0;
        double[] variances = new double[counts.length];
        for (int label = 0; label < counts.length; label++) {
            variances[label] = counts[label] == 0
                    ? pooled
                    : (PRIOR_SAMPLES * pooled + scatter[label] / dimension()) / (PRIOR_SAMPLES + counts[label] - 1);
        }
        return variances;
    }

    private static final double PRIOR_SAMPLES = 10;
}
