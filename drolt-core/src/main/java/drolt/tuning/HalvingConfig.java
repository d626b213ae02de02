package drolt.tuning;

import drolt.configuration.InvalidValueException;

/**
 * Successive halving: all trials on short schedules, the best of them on longer ones, and so on to the full length.
 *
 * <p>Of {@code n} trials, {@code n / factor^r} (rounded down) come to rung r, counted from 0, whose schedules have {@code
 * factor^(r - rungs + 1)} of the last rung's length.
 *
 * <p>Source: Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization (2016).
 *
 * @param factor by which schedules grow and trials dwindle from rung to rung, at least 2
 * @param rungs at least 1; 1 trains every trial at full length
 */
public record HalvingConfig(int factor, int rungs) {
    private static final int LARGEST_FACTOR = 10;
    private static final int MOST_RUNGS = 6;

    public HalvingConfig {
        if (factor < 2 || factor > LARGEST_FACTOR) {
            throw new InvalidValueException("factor", factor, "must lie in 2.." + LARGEST_FACTOR);
        }
        if (rungs < 1 || rungs > MOST_RUNGS) {
            throw new InvalidValueException("rungs", rungs, "must lie in 1.." + MOST_RUNGS);
        }
    }

    /** How many trials come to a rung, counted from 0; at least one. */
    public int survivors(int trials, int rung) {
        return Math.max(1, trials / ratio(rung));
    }

    /** Length of a rung's schedules, a share of the last rung's. */
    public double scale(int rung) {
        return 1.0 / ratio(rungs - 1 - rung);
    }

    int ratio(int steps) {
        int ratio = 1;
        for (int i = 0; i < steps; i++) {
            ratio *= factor;
        }
        return ratio;
    }
}
