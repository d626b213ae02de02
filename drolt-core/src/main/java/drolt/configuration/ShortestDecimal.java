package drolt.configuration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal that reads back as the same double, the same on every JDK.
 *
 * <p>{@link Double#toString(double)} will not do: it changed in JDK 19, and fingerprints are made of this text. Laid
 * out as ECMAScript does (RFC 8785), except that whole numbers keep {@code .0} and negative zero its sign.
 */
final class ShortestDecimal {
    private static final int MOST_DIGITS = 17;
    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_PLAIN = 1e7;
    private static final RoundingMode[] ROUNDINGS = {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN};

    private ShortestDecimal() {}

    /**
     * The text of a number.
     *
     * @throws IllegalArgumentException for NaN and the infinities, which JSON does not know
     */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no decimal");
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(new BigDecimal(Math.abs(value)), Math.abs(value));
        return (value < 0 ? "-" : "") + layOut(shortest.unscaledValue().toString(), -shortest.scale());
    }

    /**
     * The same digits laid out as {@link Double#toString(double)} does: fingerprints of stored stages have that form.
     *
     * @throws IllegalArgumentException for NaN and the infinities
     */
    static String scientific(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no decimal");
        }
        double size = Math.abs(value);
        if (value == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN)) {
            return of(value);
        }
        BigDecimal shortest = shortest(new BigDecimal(size), size);
        String digits = shortest.unscaledValue().toString();
        String rest = digits.length() == 1 ? "0" : digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + "." + rest + "E" + (digits.length() - 1 - shortest.scale());
    }

    private static BigDecimal shortest(BigDecimal exact, double value) {
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            for (RoundingMode rounding : ROUNDINGS) { // next to a power of two, the nearest may be one too low
                BigDecimal rounded = exact.round(new MathContext(digits, rounding));
                if (Double.parseDouble(rounded.toString()) == value) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static String layOut(String digits, int exponent) {
        int point = digits.length() + exponent; // the decimal point stands after so many digits
        if (point > 21 || point < -5) {
            String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + rest + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (exponent >= 0) {
            return digits + "0".repeat(exponent) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
