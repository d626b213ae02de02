package drolt.loss;

import drolt.data.ClassCounts;

/**
 * Weights of the classes in cross-entropy, from their training counts n_c.
 *
 * <p>The weighted mean divides by the batch's weight sum, so only ratios matter. A class without images weighs as much
 * as one with a single image.
 */
public enum ClassWeighting {
    /** Every sample alike. */
    NONE {
        @Override
        double weight(int count, int largest) {
            return 1;
        }
    },
    /** 1 / n_c. */
    INVERSE_COUNT {
        @Override
        double weight(int count, int largest) {
            return 1.0 / count;
        }
    },
    /**
     * (1 - beta) / (1 - beta^n_c), beta 0.9999.
     *
     * <p>Source: Cui et al., Class-Balanced Loss Based on Effective Number of Samples.
     */
    EFFECTIVE_NUMBER {
        @Override
        double weight(int count, int largest) {
            return (1 - BETA) / -Math.expm1(count * Math.log(BETA));
        }
    },
    /** n_c / n_max, as the program does that the paper's authors released; it undoes a balanced sampler. */
    COUNT {
        @Override
        double weight(int count, int largest) {
            return (double) count / largest;
        }
    };

    private static final double BETA = 0.9999;

    /** Weight of a class with {@code count} images, at least 1. */
    abstract double weight(int count, int largest);

    /** Weight of each class [C], finite and above 0. */
    double[] weights(ClassCounts counts) {
        double[] weights = new double[counts.classCount()];
        int largest = Math.max(counts.largest(), 1);
        for (int label = 0; label < weights.length; label++) {
            weights[label] = weight(Math.max(counts.of(label), 1), largest);
        }
        return weights;
    }
}
