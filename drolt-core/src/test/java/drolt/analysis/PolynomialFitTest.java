package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialFitTest {
    @Test
    void aCubicIsFoundAgainOverAWideAxis() {
        double[] x = new double[60];
        double[] y = new double[60];
        for (int i = 0; i < x.length; i++) {
            x[i] = 5 + 8 * i;
            y[i] = 3 - 0.2 * x[i] + 1e-3 * x[i] * x[i] - 2e-6 * x[i] * x[i] * x[i];
        }
        PolynomialFit fit = PolynomialFit.of(x, y, 3);
        for (int i = 0; i < x.length; i++) {
            assertThat(fit.at(x[i])).isCloseTo(y[i], within(1e-9));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noNeighbouringPolynomialHasASmallerError(long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(40, 0.7, 2.7).toArray();
        double[] y = random.doubles(40, -1, 1).toArray();
        PolynomialFit fit = PolynomialFit.of(x, y, 3);
        double least = error(x, y, fit, 0, 0);
        for (int power = 0; power <= 3; power++) {
            assertThat(error(x, y, fit, power, 1e-3)).isGreaterThan(least);
            assertThat(error(x, y, fit, power, -1e-3)).isGreaterThan(least);
        }
    }

    private static double error(double[] x, double[] y, PolynomialFit fit, int power, double change) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = fit.at(x[i]) + change * Math.pow(x[i] - 1.7, power) - y[i];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void theDegreeFallsWithTheNumberOfDifferentX() {
        PolynomialFit line = PolynomialFit.of(new double[] {1, 1, 2}, new double[] {0, 2, 5}, 3);
        assertThat(line.degree()).isEqualTo(1);
        assertThat(line.at(1)).isCloseTo(1, within(1e-12));
        assertThat(line.at(3)).isCloseTo(9, within(1e-12));
        assertThat(PolynomialFit.of(new double[] {4, 4}, new double[] {1, 2}, 3).at(100))
                .isEqualTo(1.5);
    }

    @Test
    void pointsThatAreNotFiniteAreLeftOut() {
        double[] x = {1, Double.NaN, 2, 3};
        double[] y = {1, 7, 2, Double.NaN};
        assertThat(PolynomialFit.of(x, y, 3).at(5)).isCloseTo(5, within(1e-12));
        assertThatThrownBy(() -> PolynomialFit.of(new double[] {Double.NaN}, new double[] {1}, 1))
                .hasMessage("no points");
    }
}
