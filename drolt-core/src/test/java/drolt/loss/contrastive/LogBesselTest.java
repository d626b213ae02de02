package drolt.loss.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogBesselTest {
    private static final double[] ARGUMENTS = {1e-6, 1e-3, 0.3, 1, 4, 10, 33, 100, 1e3, 1e4, 1e5};

    /** Abramowitz and Stegun, Table 9.8 and 9.11. */
    @ParameterizedTest(name = "I_{0}({1})")
    @CsvSource({
        "0, 1, 1.2660658777520084",
        "1, 1, 0.5651591039924850",
        "0, 2, 2.2795853023360673",
        "1, 2, 1.5906368546373291",
        "2, 2, 0.6889484476987382",
        "0, 5, 27.239871823604442",
        "1, 5, 24.335642142450530",
        "0, 10, 2815.716628466254",
        "1, 10, 2670.988303701255",
    })
    void tabulatedValues(int order, double x, double expected) {
        assertThat(new LogBessel(order).at(x).log()).isCloseTo(Math.log(expected) - order * Math.log(x), within(1e-9));
    }

    /** I_(1/2) and I_(3/2) are elementary functions. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1, 1, 7, 30, 500})
    void halfIntegerOrdersInClosedForm(double x) {
        double logSinh = x + Math.log1p(-Math.exp(-2 * x)) - Math.log(2);
        double half = 0.5 * Math.log(2 / Math.PI) + logSinh - Math.log(x);
        LogBessel.Value value = new LogBessel(0.5).at(x);
        assertThat(value.log()).isCloseTo(half, within(1e-9));
        double quotient = 1 / Math.tanh(x) - 1 / x; // I_(3/2) / I_(1/2)
        assertThat(value.ratio() * x).isCloseTo(quotient, within(1e-8));
    }

    /** {@code I_v(x) / x^v} is in proportion to the integral of exp(x cos t) sin(t)^(2v) over half a turn. */
    @ParameterizedTest(name = "order {0}")
    @ValueSource(doubles = {1, 3, 7, 31, 63, 255})
    void poissonsIntegral(double order) {
        LogBessel bessel = new LogBessel(order);
        double atZero = VonMisesFisherIntegral.log(order, 0);
        for (double x : ARGUMENTS) {
            double expected = VonMisesFisherIntegral.log(order, x) - atZero;
            double actual = bessel.at(x).log() - bessel.at(0).log();
            assertThat(actual).as("x = %s", x).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
        }
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(doubles = {0, 0.5, 1, 7, 63, 255})
    void theRatioIsTheSlopeAndTheMeanLengthStaysBelowOne(double order) {
        LogBessel bessel = new LogBessel(order);
        for (double x : ARGUMENTS) {
            double step = 1e-4 * x;
            double numeric = (bessel.at(x + step).log() - bessel.at(x - step).log()) / (2 * step);
            double slope = bessel.at(x).ratio() * x;
            assertThat(slope).as("x = %s", x).isBetween(0.0, 1.0);
            if (x >= 0.3) { // below, the difference drowns in rounding
                assertThat(slope).as("x = %s", x).isCloseTo(numeric, within(1e-6));
            }
        }
        assertThat(bessel.at(0).ratio()).isCloseTo(1 / (2 * (order + 1)), within(1e-10));
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(doubles = {0, 5, 59, 60, 63})
    void ordersThatFollowEachOtherObeyTheRecurrence(double order) {
        for (double x : ARGUMENTS) {
            LogBessel.Value lower = new LogBessel(order).at(x);
            LogBessel.Value upper = new LogBessel(order + 1).at(x);
            assertThat(upper.log() - lower.log()).isCloseTo(Math.log(lower.ratio()), within(1e-9));
        }
    }
}
