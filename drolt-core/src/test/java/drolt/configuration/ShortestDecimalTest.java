package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "-1.5, -1.5",
        "0.1, 0.1",
        "2E-4, 0.0002",
        "1E-6, 0.000001",
        "1E-7, 1e-7",
        "1.25E-7, 1.25e-7",
        "100, 100.0",
        "1E20, 100000000000000000000.0",
        "1E21, 1e+21",
        "1.5E300, 1.5e+300",
        "0.3333333333333333, 0.3333333333333333",
        "5.684341886080802E-14, 5.684341886080802e-14", // JDK 17's Double.toString says ...8015
        "2E23, 2e+23",
        "4.9E-324, 5e-324",
        "1.7976931348623157E308, 1.7976931348623157e+308"
    })
    void numbersAreLaidOutAsEcmaScriptDoes(double value, String text) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyDoubleReadsBackAndIsNoLongerThanTheJdksOwnText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = ShortestDecimal.of(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(new BigDecimal(text).stripTrailingZeros().precision())
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(value))
                                .stripTrailingZeros()
                                .precision());
            }
        }
    }

    @Test
    void whatIsNotFiniteHasNoDecimal() {
        assertThatThrownBy(() -> ShortestDecimal.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
