package drolt.analysis;

import drolt.inference.FeatureMatrix;

/**
 * A batch of features and the centroids of its classes, in doubles.
 *
 * @param features [N][D]
 * @param labels [N]
 * @param centroids mu_hat of every class [C][D]
 */
record BoundBatch(double[][] features, int[] labels, double[][] centroids) {
    static BoundBatch of(FeatureMatrix matrix, int[] rows, double[][] centroids) {
        int dimension = matrix.dimension();
        double[][] features = new double[rows.length][dimension];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = matrix.labels()[rows[i]];
            for (int d = 0; d < dimension; d++) {
                features[i][d] = matrix.values()[rows[i] * dimension + d];
            }
        }
        return new BoundBatch(features, labels, centroids);
    }

    int size() {
        return labels.length;
    }

    int label(int sample) {
        return labels[sample];
    }

    /** The measured centroid of a sample's class. */
    double[] centroid(int sample) {
        return centroids[labels[sample]];
    }

    /** d(mu, z_k) to every sample [N]. */
    double[] distances(double[] centroid) {
        double[] distances = new double[features.length];
        for (int k = 0; k < distances.length; k++) {
            double squares = 0;
            for (int d = 0; d < centroid.length; d++) {
                double difference = centroid[d] - features[k][d];
                squares += difference * difference;
            }
            distances[k] = Math.sqrt(squares);
        }
        return distances;
    }

    /** -log P(z | mu), Eq. 6: log of the sum over all samples of exp(d(mu, z) - d(mu, z_k)). */
    static double loss(double[] distances, int sample) {
        double[] exponents = new double[distances.length];
        for (int k = 0; k < exponents.length; k++) {
            exponents[k] = distances[sample] - distances[k];
        }
        return logSumExp(exponents);
    }

    static double logSumExp(double[] exponents) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double exponent : exponents) {
            largest = Math.max(largest, exponent);
        }
        double sum = 0;
        for (double exponent : exponents) {
            sum += Math.exp(exponent - largest);
        }
        return largest + Math.log(sum);
    }
}
