package drolt.training;

import drolt.configuration.InvalidValueException;

/**
 * Input mixup: every image is blended with another one of its batch, and the loss is that of both labels.
 *
 * <pre>{@code
 * x'_i = lambda x_i + (1 - lambda) x_s(i),   L' = lambda L(y) + (1 - lambda) L(y_s)
 * lambda ~ Beta(alpha, alpha) and the permutation s, once a batch
 * }</pre>
 *
 * <p>Source: Zhang et al., mixup: Beyond Empirical Risk Minimization (2018). Passes for centroids see images unmixed.
 *
 * @param alpha 0: nothing is mixed
 */
public record MixupConfig(double alpha) {
    private static final double SMALLEST = 0.001;
    private static final double LARGEST = 1000;

    public MixupConfig {
        if (!(alpha == 0 || (alpha >= SMALLEST && alpha <= LARGEST))) {
            throw new InvalidValueException(
                    "alpha", alpha, "must lie in " + SMALLEST + ".." + (int) LARGEST + " or be 0; for example 1");
        }
    }

    /** Whether images change. */
    boolean mixes() {
        return alpha > 0;
    }
}
