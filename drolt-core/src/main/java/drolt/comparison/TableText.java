package drolt.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of tables as text. The signs are Unicode's; a form that cannot hold them replaces them. */
final class TableText {
    static final String PLUS_MINUS = "\u00b1";
    static final String NOTHING = "-";

    private static final int EXACT_DIGITS = 6;
    private static final int PROBABILITY_DECIMALS = 4;
    private static final double SMALLEST_SHOWN = 0.0001;

    private TableText() {}

    static String number(@Nullable Double value, int decimals) {
        return value == null ? NOTHING : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** With its sign, also where that is plus. */
    static String signed(@Nullable Double value, int decimals) {
        return value == null ? NOTHING : String.format(Locale.ROOT, "%+." + decimals + "f", value);
    }

    /** A p-value: what is too small for its digits is not called zero. */
    static String probability(@Nullable Double value) {
        return value == null
                ? NOTHING
                : value < SMALLEST_SHOWN ? "< " + plain(SMALLEST_SHOWN) : number(value, PROBABILITY_DECIMALS);
    }

    static String withDeviation(double value, @Nullable Double deviation, int decimals) {
        String number = number(value, decimals);
        return deviation == null ? number : number + " " + PLUS_MINUS + " " + number(deviation, decimals);
    }

    /** The shortest decimal, with at most six digits after the point. */
    static String plain(double value) {
        return rounded(value).stripTrailingZeros().toPlainString();
    }

    static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(EXACT_DIGITS, RoundingMode.HALF_EVEN);
    }
}
