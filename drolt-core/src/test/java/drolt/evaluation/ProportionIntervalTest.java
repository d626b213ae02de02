package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionIntervalTest {
    private static final double CONFIDENCE = 0.95;

    /** The bounds' definition: with the lower one, as much or more is seen in 2.5 of 100 draws; the upper one likewise. */
    @Test
    void theTailsHoldWhatTheConfidenceLeaves() {
        for (int trials : new int[] {1, 2, 7, 30}) {
            for (int successes = 0; successes <= trials; successes++) {
                ProportionInterval interval = ProportionInterval.of(successes, trials, CONFIDENCE);
                assertThat(interval.lower()).isLessThan(interval.upper());
                if (successes == 0) {
                    assertThat(interval.lower()).isZero();
                } else {
                    assertThat(atLeast(successes, trials, interval.lower())).isCloseTo(0.025, within(1e-9));
                }
                if (successes == trials) {
                    assertThat(interval.upper()).isEqualTo(1);
                } else {
                    assertThat(1 - atLeast(successes + 1, trials, interval.upper()))
                            .isCloseTo(0.025, within(1e-9));
                }
            }
        }
    }

    private static double atLeast(int least, int trials, double probability) {
        double sum = 0;
        for (int k = least; k <= trials; k++) {
            double ways = 1;
            for (int i = 0; i < k; i++) {
                ways = ways * (trials - i) / (i + 1);
            }
            sum += ways * Math.pow(probability, k) * Math.pow(1 - probability, trials - k);
        }
        return sum;
    }

    @Test
    void theTablesOfTheLiteratureAreMet() {
        ProportionInterval interval = ProportionInterval.of(10, 100, CONFIDENCE);
        assertThat(interval.lower()).isCloseTo(0.0490, within(5e-5));
        assertThat(interval.upper()).isCloseTo(0.1762, within(5e-5));
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> ProportionInterval.of(3, 2, CONFIDENCE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProportionInterval.of(0, 0, CONFIDENCE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProportionInterval.of(1, 2, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
