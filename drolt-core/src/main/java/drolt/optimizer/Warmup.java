package drolt.optimizer;

import drolt.configuration.InvalidValueException;

/**
 * A linear rise to the base learning rate.
 *
 * <p>Per epoch, epoch e = 1..{@code epochs} has the rate {@code base e / epochs}: the last epoch of the rise has the
 * full rate already (the LDAM recipe). Per step, the k-th of all steps in the rise has {@code base k / steps}.
 *
 * @param epochs length of the rise, at least 0; 0 for none
 * @param per whether the rate rises by epochs or by steps
 */
public record Warmup(int epochs, Granularity per) {
    public Warmup {
        if (epochs < 0) {
            throw new InvalidValueException("epochs", epochs, "must be at least 0; for example 5");
        }
    }

    /** Whether the rise is still going on. */
    boolean covers(Position position) {
        return position.epoch() < epochs;
    }

    /** Factor on the base rate while {@link #covers}. */
    double factor(Position position) {
        return switch (per) {
            case EPOCH -> (position.epoch() + 1.0) / epochs;
            case STEP -> {
                double steps = (double) epochs * position.stepsPerEpoch();
                yield ((double) position.epoch() * position.stepsPerEpoch() + position.step() + 1) / steps;
            }
        };
    }
}
