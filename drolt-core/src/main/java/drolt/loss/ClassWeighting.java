package drolt.loss;

import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weights of the classes, from their training counts n_c.
 *
 * <p>A class without images weighs as much as one with a single image.
 */
public enum ClassWeighting {
    /** Every sample alike. */
    NONE {
        @Override
        public double weight(int count, int largest, double beta) {
            return 1;
        }
    },
    /** 1 / n_c. */
    INVERSE_COUNT {
        @Override
        public double weight(int count, int largest, double beta) {
            return 1.0 / count;
        }
    },
    /**
     * (1 - beta) / (1 - beta^n_c); beta 0 is {@link #NONE}, its limit 1 is {@link #INVERSE_COUNT}.
     *
     * <p>Source: Cui et al., Class-Balanced Loss Based on Effective Number of Samples.
     */
    EFFECTIVE_NUMBER {
        @Override
        public double weight(int count, int largest, double beta) {
            return (1 - beta) / -Math.expm1(count * Math.log(beta));
        }
    },
    /** n_c / n_max, as the program does that the paper's authors released; it undoes a balanced sampler. */
    COUNT {
        @Override
        public double weight(int count, int largest, double beta) {
            return (double) count / largest;
        }
    };

    /** The beta of the effective number where none is given. */
    public static final double STANDARD_BETA = 0.9999;

    /** Weight of a class with {@code count} images, at least 1. */
    public abstract double weight(int count, int largest, double beta);

    /**
     * Refuses a beta that this weighting has no use for, or that is none.
     *
     * @param beta null: {@link #STANDARD_BETA}
     */
    void requireFits(@Nullable Double beta) {
        if (beta == null) {
            return;
        }
        if (this != EFFECTIVE_NUMBER) {
            throw new InvalidValueException(
                    "beta", beta, "belongs to weighting: effective-number alone; leave it null");
        }
        if (!(beta >= 0 && beta < 1)) {
            throw new InvalidValueException("beta", beta, "must lie in [0, 1), for example 0.999");
        }
    }

    /** Weight of each class [C], finite and above 0; for a mean that divides by their sum, so that only ratios matter. */
    double[] weights(ClassCounts counts, @Nullable Double beta) {
        double[] weights = new double[counts.classCount()];
        int largest = Math.max(counts.largest(), 1);
        for (int label = 0; label < weights.length; label++) {
            weights[label] = weight(Math.max(counts.of(label), 1), largest, beta == null ? STANDARD_BETA : beta);
        }
        return weights;
    }

    /** {@link #weights} scaled to sum to C, for a mean that divides by the number of samples. */
    double[] weightsOfMeanOne(ClassCounts counts, @Nullable Double beta) {
        double[] weights = weights(counts, beta);
        double mean = Arrays.stream(weights).average().orElse(1);
        return Arrays.stream(weights).map(weight -> weight / mean).toArray();
    }
}
