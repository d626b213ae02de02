package drolt.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {
    private static List<Double> gaussian(Random random, int count, double mean) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(mean + random.nextGaussian());
        }
        return values;
    }

    /** Student's distribution with one degree of freedom is Cauchy's, whose functions are elementary. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void twoPairsGiveCauchysProbabilities(long seed) {
        Random random = new Random(seed);
        List<Double> values = gaussian(random, 2, 40);
        List<Double> baseline = gaussian(random, 2, 39);
        PairedDifference difference = PairedDifference.of(values, baseline);

        double first = values.get(0) - baseline.get(0);
        double second = values.get(1) - baseline.get(1);
        double mean = (first + second) / 2;
        double error = Math.abs(first - second) / 2; // |d1 - d2| / sqrt(2), divided by sqrt(2)
        assertThat(difference.pairs()).isEqualTo(2);
        assertThat(difference.mean()).isCloseTo(mean, within(1e-12));
        assertThat(difference.standardError()).isCloseTo(error, within(1e-12));
        assertThat(difference.pValue()).isCloseTo(1 - 2 / Math.PI * Math.atan(Math.abs(mean) / error), within(1e-9));
        double reach = error * Math.tan(Math.PI * 0.475);
        assertThat(difference.lower()).isCloseTo(mean - reach, within(1e-6));
        assertThat(difference.upper()).isCloseTo(mean + reach, within(1e-6));
    }

    /** With two degrees of freedom F(t) = 1/2 + t / (2 sqrt(2 + t^2)). */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void threePairsGiveTheElementaryProbabilities(long seed) {
        Random random = new Random(seed);
        List<Double> values = gaussian(random, 3, 40);
        List<Double> baseline = gaussian(random, 3, 40.5);
        PairedDifference difference = PairedDifference.of(values, baseline);
        double mean = 0;
        for (int i = 0; i < 3; i++) {
            mean += (values.get(i) - baseline.get(i)) / 3;
        }
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(values.get(i) - baseline.get(i) - mean, 2);
        }
        double error = Math.sqrt(squares / 2 / 3);
        double t = Math.abs(mean) / error;
        assertThat(difference.standardError()).isCloseTo(error, within(1e-12));
        assertThat(difference.pValue()).isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-9));
        double quantile = 0.95 / Math.sqrt((1 - 0.95 * 0.95) / 2); // F(q) = 0.975 solved for q
        assertThat(difference.upper()).isCloseTo(mean + quantile * error, within(1e-6));
    }

    @Test
    void aConstantShiftIsCertainAndNoShiftIsNone() {
        PairedDifference shifted = PairedDifference.of(List.of(3.0, 4.0, 5.0), List.of(2.0, 3.0, 4.0));
        assertThat(shifted.mean()).isEqualTo(1);
        assertThat(shifted.pValue()).isZero();
        assertThat(shifted.lower()).isEqualTo(1);
        PairedDifference same = PairedDifference.of(List.of(3.0, 4.0), List.of(3.0, 4.0));
        assertThat(same.pValue()).isEqualTo(1);
    }

    @Test
    void aCertainDifferenceIsNotPrintedAsZero() {
        assertThat(TableText.probability(0.0)).isEqualTo("< 0.0001");
        assertThat(TableText.probability(0.0123)).isEqualTo("0.0123");
        assertThat(TableText.probability(null)).isEqualTo("-");
    }

    @Test
    void swappingTheArmsTurnsTheSign() {
        Random random = new Random(5);
        List<Double> values = gaussian(random, 6, 40);
        List<Double> baseline = gaussian(random, 6, 40);
        PairedDifference there = PairedDifference.of(values, baseline);
        PairedDifference back = PairedDifference.of(baseline, values);
        assertThat(back.mean()).isCloseTo(-there.mean(), within(1e-12));
        assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-12));
        assertThat(back.pValue()).isCloseTo(there.pValue(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fewerThanTwoPairsJudgeNothing(int pairs) {
        List<Double> values = Collections.nCopies(pairs, 2.0);
        PairedDifference difference = PairedDifference.of(values, values);
        assertThat(difference.isJudged()).isFalse();
        assertThat(difference.pairs()).isEqualTo(pairs);
        assertThat(difference.mean()).isEqualTo(pairs == 0 ? null : 0.0);
        assertThat(difference.standardError()).isNull();
        assertThat(difference.pValue()).isNull();
        assertThat(difference.lower()).isNull();
    }

    @Test
    void listsOfDifferentLengthAreABug() {
        assertThatThrownBy(() -> PairedDifference.of(List.of(1.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDeviationIsThatOfASample() {
        Summary summary = Summary.of(List.of(1.0, 2.0, 4.0));
        assertThat(summary.mean()).isCloseTo(7.0 / 3, within(1e-12));
        assertThat(summary.deviation()).isCloseTo(Math.sqrt(14.0 / 6), within(1e-12));
        assertThat(Summary.of(List.of(3.0))).isEqualTo(new Summary(3, null, 1));
    }
}
