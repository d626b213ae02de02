package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Up to the base rate and down to almost nothing, each along half a cosine, changing at each step. Its rise is its
 * warm-up; the momentum stays as it is.
 *
 * <p>Of T steps, step t = 0..T-1: from {@code base / startDivisor} at t = 0 to {@code base} at
 * {@code t = riseFraction T - 1}, then to {@code base / startDivisor / endDivisor} at t = T-1.
 *
 * <p>Source: Smith and Topin, Super-Convergence, 2018, in PyTorch's two-phase form.
 *
 * @param riseFraction share of the steps in which the rate rises, in [0, 1)
 * @param startDivisor base over the first rate, at least 1
 * @param endDivisor first over the last rate, at least 1
 */
@JsonTypeName("one-cycle")
record OneCycleSchedule(double riseFraction, double startDivisor, double endDivisor) implements ScheduleConfig {
    public OneCycleSchedule {
        if (!(riseFraction >= 0 && riseFraction < 1)) {
            throw new InvalidValueException(
                    "riseFraction", riseFraction, "must be at least 0 and below 1; for example 0.3");
        }
        checkDivisor("startDivisor", startDivisor, "25");
        checkDivisor("endDivisor", endDivisor, "10000");
    }

    private static void checkDivisor(String key, double value, String example) {
        if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be at least 1; for example " + example);
        }
    }

    @Override
    public double learningRate(double base, int epoch, int step, int stepsPerEpoch, int epochs) {
        Position position = new Position(epoch, step, stepsPerEpoch, epochs);
        double first = base / startDivisor;
        double last = first / endDivisor;
        double total = (double) position.epochs() * stepsPerEpoch;
        double top = Math.max(0, riseFraction * total - 1); // a run too short for a rise starts at its top
        double now = (double) epoch * stepsPerEpoch + step;
        if (now < top) {
            return between(first, base, now / top);
        }
        return now == top ? base : between(base, last, (now - top) / (total - 1 - top));
    }

    private static double between(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
