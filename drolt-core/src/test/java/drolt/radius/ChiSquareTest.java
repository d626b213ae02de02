package drolt.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution function's logarithm against sums in big decimals. */
class ChiSquareTest {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 64, 512, 2048})
    void logarithmIsExactFarBelowUnderflow(int degrees) {
        ChiSquare chiSquare = new ChiSquare(degrees);
        for (double fraction : new double[] {1e-12, 1e-6, 1e-3, 0.1, 0.5, 0.9, 0.999, 1, 1.01, 1.2, 2}) {
            double x = fraction * degrees;
            double expected = logCumulative(degrees, x);
            assertThat(chiSquare.logCumulative(x))
                    .as("x = %s", x)
                    .isCloseTo(expected, within(2e-12 * Math.abs(expected) + 1e-15));
        }
    }

    @Test
    void logarithmGoesOnWhereTheProbabilityUnderflows() {
        ChiSquare chiSquare = new ChiSquare(2048);
        assertThat(chiSquare.cumulative(1)).isZero();
        assertThat(chiSquare.logCumulative(1))
                .isCloseTo(logCumulative(2048, 1), within(1e-8))
                .isLessThan(-6000);
        assertThat(chiSquare.logCumulative(1e-60)).isFinite().isLessThan(-1e5);
        assertThat(chiSquare.logCumulative(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(chiSquare.logCumulative(Double.POSITIVE_INFINITY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 2048})
    void slopeIsThatOfTheLogarithm(int degrees) {
        ChiSquare chiSquare = new ChiSquare(degrees);
        for (double fraction : new double[] {1e-9, 1e-3, 0.3, 0.9, 1, 1.1, 1.5, 3}) {
            double x = fraction * degrees;
            double step = 1e-5;
            double numeric =
                    (chiSquare.logCumulative(x * Math.exp(step)) - chiSquare.logCumulative(x * Math.exp(-step)))
                            / (2 * step);
            assertThat(chiSquare.logCumulativeByLog(x))
                    .as("x = %s", x)
                    .isCloseTo(numeric, within(1e-5 * Math.abs(numeric) + 1e-8));
        }
        assertThat(chiSquare.logCumulativeByLog(1e-60)).isCloseTo(degrees / 2.0, within(1e-9 * degrees));
        assertThat(chiSquare.logCumulativeByLog(Double.POSITIVE_INFINITY)).isZero();
        assertThat(chiSquare.logCumulativeByLog(1e6)).isCloseTo(0, within(1e-12));
    }

    /** For even degrees 2a: F(x) = exp(-h) sum over k >= a of h^k / k!, h = x/2, every digit kept. */
    private static double logCumulative(int degrees, double x) {
        int a = degrees / 2;
        BigDecimal half = new BigDecimal(x).divide(BigDecimal.valueOf(2), DIGITS);
        BigDecimal ratio = BigDecimal.ONE; // of the k-th term to the a-th
        BigDecimal sum = BigDecimal.ONE;
        for (int k = a + 1; ratio.compareTo(new BigDecimal("1e-50")) > 0; k++) {
            ratio = ratio.multiply(half, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(ratio, DIGITS);
        }
        BigDecimal leading = half.pow(a, DIGITS);
        for (int k = 2; k <= a; k++) {
            leading = leading.divide(BigDecimal.valueOf(k), DIGITS);
        }
        return log(leading.multiply(sum, DIGITS).divide(exp(half), DIGITS));
    }

    private static BigDecimal exp(BigDecimal power) {
        BigDecimal reduced = power.divide(BigDecimal.valueOf(2).pow(20), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 60; k++) {
            term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < 20; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    private static double log(BigDecimal value) {
        int exponent = value.precision() - value.scale();
        BigDecimal mantissa = value.movePointLeft(exponent); // in [0.1, 1)
        if (exponent == 0) { // near 1 the difference is what counts
            return Math.log1p(mantissa.subtract(BigDecimal.ONE).doubleValue());
        }
        return Math.log(mantissa.doubleValue()) + exponent * Math.log(10);
    }
}
