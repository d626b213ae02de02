package drolt.optimizer;

import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * A linear rise of the learning rate.
 *
 * <p>Per epoch, epoch e = 1..{@code epochs} has the share {@code e / epochs} of the rate that the rise leads to: the last
 * epoch has that rate already (the LDAM recipe). Per step, the k-th of all steps in the rise has {@code k / steps}. With
 * {@code from} it begins at that share of the base rate, and arrives only after the last epoch or step: it has gone
 * {@code (e - 1) / epochs}, or {@code (k - 1) / steps}, of the way.
 *
 * <p>Sources of {@code from}: the programs of Zhang et al. (Bag of Tricks) and Zhou et al. (BBN), where it is 1/3, and of
 * Khosla et al. (supervised contrast).
 *
 * @param epochs length of the rise, at least 0; 0 for none
 * @param per whether the rate rises by epochs or by steps
 * @param from share of the base rate at the beginning, in [0, 1]; null: that of the first epoch or step
 */
record Warmup(int epochs, Granularity per, @Nullable Double from) {
    public Warmup {
        if (epochs < 0) {
            throw new InvalidValueException("epochs", epochs, "must be at least 0; for example 5");
        }
        if (from != null && !(from >= 0 && from <= 1)) {
            throw new InvalidValueException("from", from, "must lie in [0, 1]; for example 0.1, or be null");
        }
    }

    /** Whether the rise is still going on. */
    boolean covers(Position position) {
        return position.epoch() < epochs;
    }

    /**
     * The rate while {@link #covers}.
     *
     * @param base the optimizer's learning rate
     * @param target the rate that the rise leads to
     */
    double rate(Position position, double base, double target) {
        if (from == null) {
            return target * gone(position, 1);
        }
        double start = base * from;
        return start + (target - start) * gone(position, 0);
    }

    /** Share of the way; {@code ahead} is 1 where an epoch or step counts as gone from its beginning. */
    private double gone(Position position, int ahead) {
        return switch (per) {
            case EPOCH -> (position.epoch() + (double) ahead) / epochs;
            case STEP -> {
                double steps = (double) epochs * position.stepsPerEpoch();
                yield ((double) position.epoch() * position.stepsPerEpoch() + position.step() + ahead) / steps;
            }
        };
    }
}
