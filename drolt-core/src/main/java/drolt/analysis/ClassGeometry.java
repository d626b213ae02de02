package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.inference.FeatureMatrix;
import java.util.Arrays;

/**
 * How long, how scattered and how far apart the training features of each class are; by label [C], in units of the
 * features; NaN where a class has too few images to say.
 *
 * @param weightNorms Euclidean norm of the class's row of the classifier's weight; empty where it has none
 * @param featureNorms mean Euclidean norm of its features
 * @param within root mean squared distance of its features to their mean, with n - 1; from 2 images on
 * @param between distance of its mean to the mean of all class means
 * @param nearest distance of its mean to the nearest other class mean
 */
public record ClassGeometry(
        String label,
        double[] weightNorms,
        double[] featureNorms,
        double[] within,
        double[] between,
        double[] nearest) {
    /** Shows all images to the arm's network. */
    public static ClassGeometry of(AnalysedArm arm) {
        ArmPass pass = arm.pass();
        return of(arm.label(), pass.backbone().train(), pass.backbone().statistics(), pass.weightNorms());
    }

    static ClassGeometry of(String label, FeatureMatrix features, FeatureStatistics statistics, double[] weightNorms) {
        int classCount = statistics.classCount();
        double[] within = new double[classCount];
        double[] between = new double[classCount];
        double[] nearest = new double[classCount];
        double[] middle = middle(statistics);
        for (int c = 0; c < classCount; c++) {
            int count = statistics.counts()[c];
            double[] mean = statistics.centroids()[c];
            within[c] = count < 2 ? Double.NaN : Math.sqrt(statistics.scatter()[c] / (count - 1));
            between[c] = count == 0 ? Double.NaN : distance(mean, middle);
            nearest[c] = count == 0 ? Double.NaN : nearest(statistics, c);
        }
        return new ClassGeometry(
                label, weightNorms, featureNorms(features, statistics.counts()), within, between, nearest);
    }

    private static double[] featureNorms(FeatureMatrix features, int[] counts) {
        double[] norms = new double[counts.length];
        int dimension = features.dimension();
        for (int i = 0; i < features.labels().length; i++) {
            double squares = 0;
            for (int d = 0; d < dimension; d++) {
                double value = features.values()[i * dimension + d];
                squares += value * value;
            }
            norms[features.labels()[i]] += Math.sqrt(squares);
        }
        for (int c = 0; c < norms.length; c++) {
            norms[c] /= counts[c]; // NaN for a class without images
        }
        return norms;
    }

    /** The mean of the means of classes that have images. */
    private static double[] middle(FeatureStatistics statistics) {
        double[] middle = new double[statistics.dimension()];
        long classes =
                Arrays.stream(statistics.counts()).filter(count -> count > 0).count();
        for (int c = 0; c < statistics.classCount(); c++) {
            for (int d = 0; d < middle.length; d++) {
                middle[d] += statistics.centroids()[c][d] / classes; // zeros where the class has no image
            }
        }
        return middle;
    }

    private static double nearest(FeatureStatistics statistics, int label) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < statistics.classCount(); other++) {
            if (other != label && statistics.counts()[other] > 0) {
                nearest = Math.min(
                        nearest,
                        distance(statistics.centroids()[label], statistics.centroids()[other]));
            }
        }
        return Double.isInfinite(nearest) ? Double.NaN : nearest;
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int d = 0; d < one.length; d++) {
            squares += (one[d] - other[d]) * (one[d] - other[d]);
        }
        return Math.sqrt(squares);
    }
}
