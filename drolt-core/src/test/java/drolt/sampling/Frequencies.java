package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Pearson's test of counts against expected shares; one right sampler in a million fails it. */
final class Frequencies {
    private Frequencies() {}

    static void assertUniform(int... counts) {
        double[] shares = new double[counts.length];
        Arrays.fill(shares, 1.0 / counts.length);
        assertShares(counts, shares);
    }

    static void assertShares(int[] counts, double[] shares) {
        if (counts.length == 1) {
            return;
        }
        long total = IntStream.of(counts).asLongStream().sum();
        double statistic = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double expected = total * shares[cell];
            statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
        }
        double limit = ChiSquaredDistribution.of(counts.length - 1).inverseSurvivalProbability(1e-6);
        assertThat(statistic).isLessThan(limit);
    }
}
