package drolt.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {
    private static final int CASES = 300;

    /**
     * Images whose classes are drawn from a softmax of their logits, which a network tells too sure or too unsure.
     *
     * @param losses [N, C]
     */
    private record Case(float[] losses, int[] labels, int classes) {
        static Case random(Random random, int images, int classes, double temperature) {
            float[] losses = new float[images * classes];
            int[] labels = new int[images];
            for (int image = 0; image < images; image++) {
                double[] logits = new double[classes];
                for (int k = 0; k < classes; k++) {
                    logits[k] = 2 * random.nextGaussian();
                }
                double[] truth = softmax(logits);
                double at = random.nextDouble();
                while (at >= truth[labels[image]] && labels[image] < classes - 1) {
                    at -= truth[labels[image]++];
                }
                double[] told = softmax(
                        Arrays.stream(logits).map(logit -> logit * temperature).toArray());
                for (int k = 0; k < classes; k++) {
                    losses[image * classes + k] = (float) -Math.log(told[k]);
                }
            }
            return new Case(losses, labels, classes);
        }

        private static double[] softmax(double[] logits) {
            double sum = Arrays.stream(logits).map(Math::exp).sum();
            return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
        }

        /** Mean cross-entropy at a temperature, from the definition. */
        double loss(double temperature) {
            double sum = 0;
            for (int image = 0; image < labels.length; image++) {
                double[] scaled = new double[classes];
                for (int k = 0; k < classes; k++) {
                    scaled[k] = -losses[image * classes + k] / temperature;
                }
                sum -= Math.log(softmax(scaled)[labels[image]]);
            }
            return sum / labels.length;
        }
    }

    /** Golden-section search over the logarithm, to as many digits as a minimum has. */
    private static double oracle(Case of) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = -Math.log(Temperature.RANGE);
        double high = Math.log(Temperature.RANGE);
        while (high - low > 1e-8) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (of.loss(Math.exp(left)) <= of.loss(Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    @Test
    void noOtherTemperatureLosesLess() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 1 + random.nextInt(60), 2 + random.nextInt(6), 0.2 + 3 * random.nextDouble());
            double fitted = Temperature.fit(of.losses, of.labels).value();
            double searched = oracle(of);
            assertThat(of.loss(fitted)).as("seed %d", seed).isLessThanOrEqualTo(of.loss(searched) + 1e-9);
            if (fitted > 0.06 && fitted < 19) { // elsewhere the loss is too flat for the search
                assertThat(fitted).as("seed %d", seed).isCloseTo(searched, within(1e-3 * searched));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, 2.5})
    void theTemperatureThatWasPutInComesOut(double temperature) {
        Case of = Case.random(new Random(3), 20_000, 5, temperature);
        assertThat(Temperature.fit(of.losses, of.labels).value()).isCloseTo(temperature, within(0.05 * temperature));
    }

    @Test
    void logitsTimesAFactorNeedThatMuchMoreTemperature() {
        for (int seed = 0; seed < CASES; seed++) {
            Case plain = Case.random(new Random(seed), 200, 4, 1);
            Case scaled = Case.random(new Random(seed), 200, 4, 1.75);
            assertThat(Temperature.fit(scaled.losses, scaled.labels).value())
                    .as("seed %d", seed)
                    .isCloseTo(
                            1.75 * Temperature.fit(plain.losses, plain.labels).value(), within(1e-4));
        }
    }

    @Test
    void probabilitiesAreThoseOfTheScaledLogitsAndKeepTheirOrder() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 1, 6, 1);
            double temperature = 0.2 + 4 * random.nextDouble();
            double[] scaled = new double[6];
            Arrays.setAll(scaled, k -> -of.losses[k] / temperature);
            double[] expected = Case.softmax(scaled);
            float[] actual = new Temperature(temperature).probabilities(of.losses);
            float[] own = new Temperature(1).probabilities(of.losses);
            for (int k = 0; k < 6; k++) {
                assertThat((double) actual[k]).isCloseTo(expected[k], within(1e-6));
                assertThat((double) own[k]).isCloseTo(Math.exp(-of.losses[k]), within(1e-6));
                for (int other = 0; other < 6; other++) {
                    assertThat(actual[k] > actual[other]).isEqualTo(own[k] > own[other]);
                }
            }
        }
    }

    @Test
    void aNetworkThatIsAlwaysRightOrAlwaysWrongEndsAtABound() {
        float[] losses = {0.2f, 1.7f, 3.1f, 0.05f};
        assertThat(Temperature.fit(losses, new int[] {0, 1}).value()).isCloseTo(1 / Temperature.RANGE, within(1e-6));
        assertThat(Temperature.fit(losses, new int[] {1, 0}).value()).isCloseTo(Temperature.RANGE, within(1e-6));
    }

    @Test
    void infiniteLossesAreBorne() {
        float infinite = Float.POSITIVE_INFINITY;
        float[] losses = {0.3f, 1.4f, infinite, 0.5f, 0.9f, 6f, infinite, 0.1f, infinite};
        assertThat(Temperature.fit(losses, new int[] {0, 1, 0}).value())
                .isEqualTo(Temperature.fit(Arrays.copyOf(losses, 6), new int[] {0, 1})
                        .value());
        assertThat(new Temperature(2).probabilities(new float[] {infinite, 0.5f}))
                .containsExactly(0, 1);
        assertThat(Temperature.fit(new float[0], new int[0]).value()).isEqualTo(1);
        assertThat(Temperature.fit(new float[] {Float.NaN, Float.NaN}, new int[] {0})
                        .value())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 21, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoTemperatureIsRefused(double value) {
        assertThatThrownBy(() -> new Temperature(value)).isInstanceOf(InvalidValueException.class);
    }
}
