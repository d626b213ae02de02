package drolt.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Radii from held-out features, on Gaussians whose shift is known. */
class CrossFittedRadiusTest {
    private static final int DIMENSION = 16;

    @BeforeAll
    static void loadEngine() {
        Engine.load();
    }

    /** Statistics of Gaussian features of deviation {@code deviation}, every component of the mean {@code mean[c]}. */
    private static FeatureStatistics gaussian(Random random, double[] mean, int[] counts, double deviation) {
        double[][] centroids = new double[counts.length][DIMENSION];
        double[] scatter = new double[counts.length];
        for (int label = 0; label < counts.length; label++) {
            double[][] rows = new double[counts[label]][DIMENSION];
            for (double[] row : rows) {
                for (int i = 0; i < DIMENSION; i++) {
                    row[i] = mean[label] + deviation * random.nextGaussian();
                    centroids[label][i] += row[i] / counts[label];
                }
            }
            for (double[] row : rows) {
                for (int i = 0; i < DIMENSION; i++) {
                    scatter[label] += Math.pow(row[i] - centroids[label][i], 2);
                }
            }
        }
        return new FeatureStatistics(centroids, scatter, counts, Optional.empty());
    }

    private static double[] radii(double factor, FeatureStatistics training, FeatureStatistics heldOut) {
        try (Radius radius = new CrossFittedRadiusConfig(factor).build(DIMENSION, ClassCounts.of(training.counts()))) {
            radius.takeHeldOut(heldOut);
            radius.takeStatistics(training);
            return radius.values();
        }
    }

    @Test
    void theyAreTheShiftWhateverTheNumberOfHeldOutImages() {
        double[] shift = {0, 0.5, 1};
        for (int images : new int[] {3, 20, 2000}) {
            double[] squares = new double[3];
            for (int draw = 0; draw < 200; draw++) {
                Random random = new Random(draw);
                FeatureStatistics training = gaussian(random, new double[3], new int[] {5000, 500, 500}, 0.01);
                FeatureStatistics heldOut = gaussian(random, shift, new int[] {images, images, images}, 1);
                double[] found = radii(1, training, heldOut);
                for (int label = 0; label < 3; label++) {
                    squares[label] += found[label] * found[label] / 200;
                }
            }
            // without the correction the number of images alone would give a square of D / images to the class without
            // a shift
            assertThat(squares[0]).as("%d images", images).isLessThan(5.0 / images + 0.01);
            assertThat(squares[1]).isCloseTo(0.25 * DIMENSION, within(0.9));
            assertThat(squares[2]).isCloseTo(1.0 * DIMENSION, within(0.9));
        }
    }

    @Test
    void aClassOfFewHeldOutImagesHasTheShiftOfTheOthersInUnitsOfItsScatter() {
        int[] counts = {400, 400, 400, 400};
        double[] variances = {1, 1, 4, 4};
        double[] scatter = new double[4];
        for (int label = 0; label < 4; label++) {
            scatter[label] = variances[label] * DIMENSION * (counts[label] - 1);
        }
        FeatureStatistics training = new FeatureStatistics(new double[4][DIMENSION], scatter, counts, Optional.empty());
        double[][] moved = new double[4][DIMENSION];
        moved[0][0] = 2;
        moved[1][0] = 4;
        FeatureStatistics heldOut =
                new FeatureStatistics(moved, new double[4], new int[] {10, 10, 1, 0}, Optional.empty());
        double[] found = radii(3, training, heldOut);
        double[] scales = training.variances();
        double usual = Math.sqrt((4 / scales[0] + 16 / scales[1]) / 2);
        assertThat(found[0]).isCloseTo(6, within(1e-12));
        assertThat(found[1]).isCloseTo(12, within(1e-12));
        assertThat(found[2]).isCloseTo(3 * usual * Math.sqrt(scales[2]), within(1e-12));
        assertThat(found[3]).isCloseTo(3 * usual * Math.sqrt(scales[3]), within(1e-12));
    }

    @Test
    void aRestoredRadiusIsWhatItWas() {
        FeatureStatistics training = gaussian(new Random(1), new double[2], new int[] {50, 5}, 1);
        FeatureStatistics heldOut = gaussian(new Random(2), new double[] {1, 2}, new int[] {5, 5}, 1);
        try (StepScope scope = StepScope.open();
                Radius first = new CrossFittedRadiusConfig(1).build(DIMENSION, ClassCounts.of(50, 5));
                Radius second = new CrossFittedRadiusConfig(1).build(DIMENSION, ClassCounts.of(50, 5))) {
            assertThat(first.state()).isEmpty();
            assertThatThrownBy(() -> first.takeStatistics(training)).isInstanceOf(IllegalStateException.class);
            first.takeHeldOut(heldOut);
            first.takeStatistics(training);
            second.restore(first.state());
            assertThat(second.values()).isEqualTo(first.values());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorThatIsNoneIsRefused(double factor) {
        assertThatThrownBy(() -> new CrossFittedRadiusConfig(factor))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("above 0");
    }
}
