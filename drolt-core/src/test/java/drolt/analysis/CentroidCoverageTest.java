package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.analysis.CentroidCoverage.RadiusKind;
import drolt.inference.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against plain double loops over the features. */
class CentroidCoverageTest {
    private static final int DIMENSION = 4;
    /** Class 2 has one image, class 3 none. */
    private static final int[] COUNTS = {60, 9, 1, 0};

    private static FeatureMatrix features(long seed, int... counts) {
        Random random = new Random(seed);
        int size = 0;
        for (int count : counts) {
            size += count;
        }
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++, row++) {
                labels[row] = label;
                for (int d = 0; d < DIMENSION; d++) {
                    values[row * DIMENSION + d] = (float) (random.nextGaussian() + (d == label ? 2 : 0));
                }
            }
        }
        return new FeatureMatrix(values, labels, DIMENSION);
    }

    private static double[] mean(FeatureMatrix features, int label) {
        double[] mean = new double[DIMENSION];
        int count = 0;
        for (int i = 0; i < features.labels().length; i++) {
            count += features.labels()[i] == label ? 1 : 0;
        }
        for (int i = 0; i < features.labels().length; i++) {
            for (int d = 0; d < DIMENSION && features.labels()[i] == label; d++) {
                mean[d] += features.values()[i * DIMENSION + d] / (double) count;
            }
        }
        return mean;
    }

    /** SS_c. */
    private static double scatter(FeatureMatrix features, int label) {
        double[] mean = mean(features, label);
        double sum = 0;
        for (int i = 0; i < features.labels().length; i++) {
            for (int d = 0; d < DIMENSION && features.labels()[i] == label; d++) {
                sum += Math.pow(features.values()[i * DIMENSION + d] - mean[d], 2);
            }
        }
        return sum;
    }

    @Test
    void distancesErrorsAndRadiiAreThoseOfPlainLoops() {
        FeatureMatrix train = features(1, COUNTS);
        FeatureMatrix test = features(2, 10, 10, 10, 10);
        BackbonePass pass = BackbonePass.of("", train, test, COUNTS.length);
        CentroidCoverage coverage = CentroidCoverage.of("CE", pass, Optional.empty());
        double pooled = (scatter(train, 0) + scatter(train, 1)) / (59 + 8);
        for (int label = 0; label < 3; label++) {
            double squares = 0;
            for (int d = 0; d < DIMENSION; d++) {
                squares += Math.pow(mean(train, label)[d] - mean(test, label)[d], 2);
            }
            assertThat(coverage.distances()[label]).isCloseTo(Math.sqrt(squares), within(1e-9));
            assertThat(coverage.testErrors()[label]).isCloseTo(Math.sqrt(scatter(test, label) / 9 / 10), within(1e-9));
            assertThat(coverage.radii().get(RadiusKind.SAMPLE_COUNT)[label])
                    .isCloseTo(Math.sqrt(pooled / COUNTS[label]), within(1e-9));
            // 9.4877 is the 0.95 quantile of chi-square with 4 degrees of freedom
            double variance = (10 * pooled / DIMENSION + scatter(train, label) / DIMENSION) / (10 + COUNTS[label] - 1);
            assertThat(coverage.radii().get(RadiusKind.CALIBRATED)[label])
                    .isCloseTo(Math.sqrt(variance * 9.487729 / COUNTS[label]), within(1e-6));
        }
        assertThat(coverage.distances()[3]).isNaN();
        assertThat(coverage.radii()).doesNotContainKey(RadiusKind.TRAINED);
    }

    @Test
    void aClassIsCoveredWhereItsDistanceIsAtMostItsRadius() {
        BackbonePass pass = BackbonePass.of("", features(1, COUNTS), features(2, 10, 10, 10, 10), COUNTS.length);
        double[] distances = CentroidCoverage.of("CE", pass, Optional.empty()).distances();
        double[] radii = {distances[0], distances[1] * 0.99, distances[2] * 1.01, 100};
        CentroidCoverage coverage = CentroidCoverage.of("CE", pass, Optional.of(radii));
        assertThat(covered(coverage, true, true, true, true)).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(covered(coverage, false, true, false, true)).isZero();
        assertThat(covered(coverage, false, false, false, true)).isNaN();
    }

    private static double covered(CentroidCoverage coverage, boolean... members) {
        return coverage.covered(RadiusKind.TRAINED, members);
    }

    /** With a true centroid that is known to the test set, 0.95 of the classes are covered by the calibrated radius. */
    @Test
    void theCalibratedRadiusCoversAsManyClassesAsItPromises() {
        int[] train = new int[400];
        int[] test = new int[400];
        Arrays.fill(train, 5);
        Arrays.fill(test, 500);
        BackbonePass pass = BackbonePass.of("", features(3, train), features(4, test), train.length);
        boolean[] all = new boolean[400];
        Arrays.fill(all, true);
        assertThat(CentroidCoverage.of("CE", pass, Optional.empty()).covered(RadiusKind.CALIBRATED, all))
                .isBetween(0.92, 0.98);
    }

    @Test
    void theErrorOfAMeanFallsLikeOneOverTheRootOfTheSamples() {
        FeatureMatrix train = features(5, 300, 100, 1, 200);
        BackbonePass pass = BackbonePass.of("", train, train, 4);
        List<CentroidErrors> largest = CentroidErrors.ofLargest(pass, new int[] {0, 3, 1, 2}, 1);
        assertThat(largest.stream().map(CentroidErrors::classLabel)).containsExactly(0, 3, 1);
        for (CentroidErrors errors : largest) {
            int n = new int[] {300, 100, 1, 200}[errors.classLabel()];
            assertThat(errors.sizes()).startsWith(1, 2, 4, 8).endsWith(Integer.highestOneBit(n));
            for (int i = 0; i < errors.sizes().length; i++) {
                double expected = Math.sqrt(scatter(train, errors.classLabel()) / n / errors.sizes()[i]);
                assertThat(errors.expected()[i]).isCloseTo(expected, within(1e-9));
                // The mean of a norm lies a little below the root of its mean square: by 6% in four dimensions.
                assertThat(errors.distances()[i] / expected).isBetween(0.8, 1.05);
            }
        }
    }
}
