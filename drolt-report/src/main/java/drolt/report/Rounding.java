package drolt.report;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers cut to the digits that the page needs. */
final class Rounding {
    private static final double DIGITS = 10_000;

    private Rounding() {}

    /** Four digits after the point; null where there is no finite number. */
    static @Nullable Double of(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : (Double) (Math.round(value * DIGITS) / DIGITS);
    }

    static @Nullable Double of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : null;
    }

    /** Of numbers that are all finite. */
    static List<Double> ofAll(List<Double> values) {
        return values.stream().map(value -> Math.round(value * DIGITS) / DIGITS).toList();
    }

    /** Percent as an integer; 0 where there is none. */
    static int percent(float fraction) {
        return Math.round(100 * fraction);
    }
}
