package drolt.analysis.embedding;

import drolt.configuration.InvalidValueException;

/**
 * How {@link TSne} lays points out.
 *
 * @param perplexity about how many neighbours a point attends to; lowered to (N - 1) / 3 where there are few points
 * @param iterations steps of gradient descent
 * @param theta how coarsely far points are summed; 0: exactly
 */
public record TSneOptions(double perplexity, int iterations, double theta) {
    /** Perplexity 30, 1,000 steps, theta 0.5: what the authors' programs take. */
    public static final TSneOptions USUAL = new TSneOptions(30, 1000, 0.5);

    /** Side over distance may not be so large that a point's own square stands for it. */
    private static final double LARGEST_THETA = 0.7;

    public TSneOptions {
        if (!(perplexity > 1)) {
            throw new InvalidValueException("perplexity", perplexity, "must be above 1, for example 30");
        }
        if (iterations < 1) {
            throw new InvalidValueException("iterations", iterations, "must be at least 1, for example 1000");
        }
        if (!(theta >= 0 && theta <= LARGEST_THETA)) {
            throw new InvalidValueException("theta", theta, "must lie in 0 to " + LARGEST_THETA + ", for example 0.5");
        }
    }
}
