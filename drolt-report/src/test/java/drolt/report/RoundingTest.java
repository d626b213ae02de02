package drolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundingTest {
    @Test
    void fourDigitsWhereverThePointIs() {
        assertThat(Stream.of(1e-5, 2e-4 / 3, 0.123449, 99.996, -12345.6).map(value -> Rounding.of(value)))
                .containsExactly(1e-5, 6.667e-5, 0.1234, 100.0, -12350.0);
        assertThat(Rounding.ofAll(List.of(0.0, 3.0e-9))).containsExactly(0.0, 3.0e-9);
    }

    @Test
    void noValueIsMovedByMoreThanHalfItsLastDigit() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(30) - 15);
            assertThat(Math.abs(Rounding.of(value) - value)).isLessThanOrEqualTo(5.001e-4 * Math.abs(value));
        }
    }

    @Test
    void whatIsNoNumberIsNull() {
        assertThat(Rounding.of(Double.NaN)).isNull();
        assertThat(Rounding.of(Double.POSITIVE_INFINITY)).isNull();
        assertThat(Rounding.of((Double) null)).isNull();
    }
}
