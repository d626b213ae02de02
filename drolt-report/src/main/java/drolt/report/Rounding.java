package drolt.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers cut to the digits that the page needs. */
final class Rounding {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Rounding() {}

    /** Four digits, wherever the point is; null where there is no finite number. */
    static @Nullable Double of(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : (Double) rounded(value);
    }

    static @Nullable Double of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : null;
    }

    /** Of numbers that are all finite. */
    static List<Double> ofAll(List<Double> values) {
        return values.stream().map(Rounding::rounded).toList();
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** Percent as an integer; 0 where there is none. */
    static int percent(float fraction) {
        return Math.round(100 * fraction);
    }
}
