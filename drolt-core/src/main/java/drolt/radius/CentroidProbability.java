package drolt.radius;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;

/**
 * p(eps_c): the probability that a class's true centroid lies within a radius of the empirical one.
 *
 * <p>For features that are spherical Gaussians of per-dimension variance s_c^2, {@code n_c |mu_hat - mu|^2 / s_c^2} is
 * chi-square with D degrees of freedom, so {@code p(eps) = F_D(n_c eps^2 / s_c^2)}. This is the probability with which
 * Theorem 1 of the paper makes its promise. Where the variance is 0 the centroid is known exactly and p is 1; where the
 * class has no image there is no centroid and p is 0.
 */
public final class CentroidProbability {
    private final int[] counts;
    private final double[] variances;
    private final ChiSquare chiSquare;

    /**
     * From measured features.
     *
     * @param counts of the training images, n_c
     */
    public CentroidProbability(ClassCounts counts, FeatureStatistics statistics) {
        this(counts, statistics.variances(), statistics.dimension());
    }

    /**
     * From known variances.
     *
     * @param counts n_c [C]
     * @param variances per-dimension variance s_c^2 of each class [C]
     * @param featureDimension D
     */
    public CentroidProbability(ClassCounts counts, double[] variances, int featureDimension) {
        this.counts = counts.toArray();
        this.variances = variances.clone();
        this.chiSquare = new ChiSquare(featureDimension);
    }

    /** p(eps_c) of every class; 0 where a radius is below 0. */
    public double[] of(double[] radii) {
        double[] probabilities = new double[radii.length];
        for (int label = 0; label < radii.length; label++) {
            probabilities[label] = of(label, radii[label]);
        }
        return probabilities;
    }

    /** p(eps) of one class. */
    public double of(int label, double radius) {
        return chiSquare.cumulative(statistic(label, radius));
    }

    /** log p(eps) of one class; exact where p itself is too small for a double, minus infinity at radius 0. */
    public double log(int label, double radius) {
        return chiSquare.logCumulative(statistic(label, radius));
    }

    /** The derivative of log p(eps) by eps, for a radius above 0. */
    public double logSlope(int label, double radius) {
        return 2 * chiSquare.logCumulativeByLog(statistic(label, radius)) / radius;
    }

    /** Per-dimension variances s_c^2 [C]. */
    public double[] variances() {
        return variances.clone();
    }

    private double statistic(int label, double radius) {
        if (counts[label] == 0 || radius < 0) {
            return 0;
        }
        if (variances[label] == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return counts[label] * radius * radius / variances[label];
    }
}
