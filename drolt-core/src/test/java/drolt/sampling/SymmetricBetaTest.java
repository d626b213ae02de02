package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricBetaTest {
    private static final int DRAWS = 40_000;
    /** In standard errors; one right distribution in a million lies further off. */
    private static final double FAR = 5;

    private static double[] draws(double alpha, long seed) {
        ReseedableRandom random = new ReseedableRandom(seed, 0, 0);
        SymmetricBeta beta = new SymmetricBeta(alpha);
        return DoubleStream.generate(() -> beta.draw(random)).limit(DRAWS).toArray();
    }

    @ParameterizedTest(name = "alpha {0}, seed {1}")
    @CsvSource({"0.05, 1", "0.2, 1", "0.2, 2", "1, 1", "1, 2", "1, 3", "8, 1", "8, 2", "1000, 1"})
    void meanAndVarianceAreThoseOfTheFormula(double alpha, long seed) {
        double[] draws = draws(alpha, seed);
        double variance = 1 / (4 * (2 * alpha + 1));
        double kurtosis = 3 - 6 / (2 * alpha + 3);

        double mean = DoubleStream.of(draws).average().orElseThrow();
        double spread = DoubleStream.of(draws)
                .map(draw -> (draw - 0.5) * (draw - 0.5))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(0.5, within(FAR * Math.sqrt(variance / DRAWS)));
        assertThat(spread).isCloseTo(variance, within(FAR * variance * Math.sqrt((kurtosis - 1) / DRAWS)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void ofAlphaOneItIsUniformAndOfOneHalfItFollowsTheArcsine(long seed) {
        int[] uniform = new int[20];
        DoubleStream.of(draws(1, seed)).forEach(draw -> uniform[(int) (20 * draw)]++);
        Frequencies.assertUniform(uniform);

        int[] arcsine = new int[20]; // P(X < x) = 2/pi asin(sqrt(x))
        DoubleStream.of(draws(0.5, seed))
                .forEach(draw -> arcsine[(int) Math.min(19, 20 * 2 / Math.PI * Math.asin(Math.sqrt(draw)))]++);
        Frequencies.assertUniform(arcsine);
    }

    @ParameterizedTest(name = "alpha {0}")
    @ValueSource(doubles = {0.001, 0.01, 1000})
    void everyDrawLiesInTheIntervalAlsoForExtremes(double alpha) {
        assertThat(DoubleStream.of(draws(alpha, 9)).allMatch(draw -> draw >= 0 && draw <= 1)) // NaN is not
                .isTrue();
    }

    /** The bits of version 0.1 on JDK 17: any platform gives these. */
    @Test
    void theBitsAreTheSameEverywhere() {
        ReseedableRandom random = new ReseedableRandom(1, 2, 3);
        assertThat(Double.toHexString(new SymmetricBeta(1).draw(random))).isEqualTo("0x1.89a942fef56ffp-1");
        assertThat(Double.toHexString(new SymmetricBeta(0.2).draw(random))).isEqualTo("0x1.1bca38a83495fp-1");
    }
}
