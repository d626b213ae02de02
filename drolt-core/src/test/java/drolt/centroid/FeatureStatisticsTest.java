package drolt.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variance of a class, shrunk towards the pooled one as by ten samples. */
class FeatureStatisticsTest {
    private static FeatureStatistics statistics(int dimension, double[] scatter, int... counts) {
        return new FeatureStatistics(new double[counts.length][dimension], scatter, counts, Optional.empty());
    }

    @Test
    void variancesByHand() {
        // pooled: (8 + 2) / (2 (4 + 1)) = 1; (10 + 8 / 2) / (10 + 4) = 1; (10 + 2 / 2) / (10 + 1) = 1; 10 / (10 + 0) =
        // 1
        assertThat(statistics(2, new double[] {8, 2, 0}, 5, 2, 1).variances()).containsExactly(1, 1, 1);
        // pooled: (28 + 2) / (2 (4 + 1)) = 3; (30 + 14) / 14; (30 + 1) / 11; one sample and none: the pooled one
        double[] variances =
                statistics(2, new double[] {28, 2, 0, 0}, 5, 2, 1, 0).variances();
        assertThat(variances[0]).isCloseTo(44 / 14.0, within(1e-12));
        assertThat(variances[1]).isCloseTo(31 / 11.0, within(1e-12));
        assertThat(variances[2]).isEqualTo(3);
        assertThat(variances[3]).isEqualTo(3);
    }

    @Test
    void withoutTwoSamplesOfAnyClassTheVarianceIsZero() {
        assertThat(statistics(3, new double[] {0, 0}, 1, 0).variances()).containsExactly(0, 0);
    }

    /** As Gaussian samples would have it: the pooled estimate is right on average, and so is every class's. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLargeClassKeepsItsOwnVarianceAndASmallOneTheOthers(long seed) {
        Random random = new Random(seed);
        int dimension = 64;
        int[] counts = {4000, 400, 2};
        double[] own = {1, 4, 9};
        double[] scatter = new double[3];
        for (int label = 0; label < 3; label++) {
            for (int i = 0; i < (counts[label] - 1) * dimension; i++) {
                scatter[label] += own[label] * Math.pow(random.nextGaussian(), 2);
            }
        }
        double[] variances = statistics(dimension, scatter, counts).variances();
        assertThat(variances[0]).isCloseTo(1, within(0.02));
        assertThat(variances[1]).isBetween(3.7, 4.1);
        assertThat(variances[2])
                .as("nine tenths of the pooled 1.3, and one of its own")
                .isBetween(1.7, 2.3);
    }
}
