package drolt.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingConfigTest {
    /** By hand: 180, 180/3, 180/9 at 1/9, 1/3, 1; and so on. */
    @ParameterizedTest(name = "{0} trials, factor {1}: rung {3} of {2}")
    @CsvSource({
        "180, 3, 3, 0, 180, 0.1111111111111111",
        "180, 3, 3, 1, 60, 0.3333333333333333",
        "180, 3, 3, 2, 20, 1",
        "27, 3, 4, 0, 27, 0.037037037037037035",
        "27, 3, 4, 3, 1, 1",
        "10, 3, 3, 1, 3, 0.3333333333333333",
        "10, 3, 3, 2, 1, 1",
        "7, 2, 2, 1, 3, 1",
        "5, 2, 1, 0, 5, 1"
    })
    void trialsDwindleAsSchedulesGrow(int trials, int factor, int rungs, int rung, int survivors, double scale) {
        HalvingConfig halving = new HalvingConfig(factor, rungs);
        assertThat(halving.survivors(trials, rung)).isEqualTo(survivors);
        assertThat(halving.scale(rung)).isEqualTo(scale);
    }
}
