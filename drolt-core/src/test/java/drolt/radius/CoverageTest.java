package drolt.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatisticsAccumulator;
import drolt.data.ClassCounts;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a calibrated ball holds the true centroid, by drawing Gaussian samples. */
class CoverageTest {
    private static final double DELTA = 0.05;
    private static final int DIMENSION = 16;
    private static final double SIGMA = 1.7;

    /** With the true variance coverage is exact: the binomial's 99.9% interval holds 1 - delta. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 50})
    void trueVarianceGivesExactCoverage(int count) {
        int trials = 20_000;
        ClassCounts counts = ClassCounts.of(new int[] {count});
        double eps = calibrated(counts, new double[] {SIGMA * SIGMA});
        Random random = new Random(count);
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            covered += norm(meanError(random, count)) <= eps ? 1 : 0;
        }
        double deviation = Math.sqrt(DELTA * (1 - DELTA) / trials);
        assertThat(covered / (double) trials).isCloseTo(1 - DELTA, within(3.3 * deviation));
        assertThat(new CentroidProbability(counts, new double[] {SIGMA * SIGMA}, DIMENSION).of(0, eps))
                .isCloseTo(1 - DELTA, within(1e-12));
    }

    /**
     * With variances estimated from a long-tailed set coverage stays within 3 points, for classes of 2 samples too;
     * the class's own plain estimate would fall far short there.
     */
    @Test
    void estimatedVariancesStayNearTheirCoverage() {
        int[] sizes = {100, 50, 20, 10, 5, 3, 2};
        int trials = 3_000;
        int[] covered = new int[sizes.length];
        int[] coveredPlainly = new int[sizes.length];
        Random random = new Random(7);
        double quantile = new ChiSquare(DIMENSION).quantileOfSurvival(DELTA);
        for (int trial = 0; trial < trials; trial++) {
            FeatureStatistics statistics = sample(random, sizes);
            double[] radii = radii(statistics);
            for (int label = 0; label < sizes.length; label++) {
                double error = norm(statistics.centroids()[label]); // the true centroid is 0
                covered[label] += error <= radii[label] ? 1 : 0;
                double plain = statistics.scatter()[label] / ((sizes[label] - 1) * DIMENSION);
                coveredPlainly[label] += error <= Math.sqrt(plain * quantile / sizes[label]) ? 1 : 0;
            }
        }
        for (int label = 0; label < sizes.length; label++) {
            System.out.printf(
                    Locale.ROOT,
                    "n = %d: shrunk estimate covers %.3f, plain estimate %.3f of %.2f%n",
                    sizes[label],
                    covered[label] / (double) trials,
                    coveredPlainly[label] / (double) trials,
                    1 - DELTA);
            assertThat(covered[label] / (double) trials).isBetween(1 - DELTA - 0.03, 1.0);
        }
        assertThat(coveredPlainly[sizes.length - 1] / (double) trials).isLessThan(0.90);
    }

    private static double calibrated(ClassCounts counts, double[] variances) {
        // SS chosen so that the estimate is the variance itself
        double[] scatter = {variances[0] * DIMENSION * Math.max(counts.of(0) - 1, 0)};
        if (counts.of(0) == 1) { // one sample tells nothing: let a second class give the pooled variance
            ClassCounts two = ClassCounts.of(1, 101);
            return radii(
                    two,
                    new FeatureStatistics(
                            new double[2][DIMENSION],
                            new double[] {0, variances[0] * DIMENSION * 100},
                            two.toArray(),
                            Optional.empty()))[0];
        }
        return radii(
                counts, new FeatureStatistics(new double[1][DIMENSION], scatter, counts.toArray(), Optional.empty()))[
                0];
    }

    private static double[] radii(FeatureStatistics statistics) {
        return radii(ClassCounts.of(statistics.counts()), statistics);
    }

    private static double[] radii(ClassCounts counts, FeatureStatistics statistics) {
        try (Radius radius = new CalibratedRadiusConfig(DELTA).build(DIMENSION, counts)) {
            radius.takeStatistics(statistics);
            return radius.values();
        }
    }

    private static FeatureStatistics sample(Random random, int[] sizes) {
        FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(sizes.length, DIMENSION, false);
        for (int label = 0; label < sizes.length; label++) {
            float[] features = new float[sizes[label] * DIMENSION];
            int[] labels = new int[sizes[label]];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) (SIGMA * random.nextGaussian());
                labels[i / DIMENSION] = label;
            }
            accumulator.add(features, labels, sizes[label]);
        }
        return accumulator.finish();
    }

    private static double[] meanError(Random random, int count) {
        double[] mean = new double[DIMENSION];
        for (int sample = 0; sample < count; sample++) {
            for (int i = 0; i < DIMENSION; i++) {
                mean[i] += SIGMA * random.nextGaussian() / count;
            }
        }
        return mean;
    }

    private static double norm(double[] vector) {
        double squared = 0;
        for (double x : vector) {
            squared += x * x;
        }
        return Math.sqrt(squared);
    }
}
