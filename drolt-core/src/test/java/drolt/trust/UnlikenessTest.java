package drolt.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatisticsAccumulator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnlikenessTest {
    private static final int CASES = 300;

    /** Features of some classes, of which some may have none. */
    private record Cloud(float[][] rows, int[] labels, int classes, int dimension) {
        static Cloud random(Random random) {
            int classes = 1 + random.nextInt(6);
            int dimension = 1 + random.nextInt(8);
            int size = 2 + random.nextInt(60);
            float[][] rows = new float[size][dimension];
            int[] labels = new int[size];
            for (int i = 0; i < size; i++) {
                labels[i] = random.nextInt(classes);
                for (int j = 0; j < dimension; j++) {
                    rows[i][j] = (float) (3 * labels[i] + (1 + labels[i]) * random.nextGaussian());
                }
            }
            return new Cloud(rows, labels, classes, dimension);
        }

        FeatureStatistics statistics() {
            FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(classes, dimension, false);
            for (int i = 0; i < rows.length; i++) {
                accumulator.add(rows[i], new int[] {labels[i]}, 1);
            }
            return accumulator.finish();
        }

        Cloud moved(double scale, double by) {
            float[][] moved = new float[rows.length][dimension];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < dimension; j++) {
                    moved[i][j] = (float) (scale * rows[i][j] + by);
                }
            }
            return new Cloud(moved, labels, classes, dimension);
        }
    }

    /** From all images in plain loops, in two passes. */
    private static double oracle(Cloud cloud, float[] features) {
        double[][] means = new double[cloud.classes][cloud.dimension];
        int[] counts = new int[cloud.classes];
        for (int i = 0; i < cloud.rows.length; i++) {
            counts[cloud.labels[i]]++;
        }
        for (int i = 0; i < cloud.rows.length; i++) {
            for (int j = 0; j < cloud.dimension; j++) {
                means[cloud.labels[i]][j] += (double) cloud.rows[i][j] / counts[cloud.labels[i]];
            }
        }
        double[] squares = new double[cloud.classes];
        double all = 0;
        for (int i = 0; i < cloud.rows.length; i++) {
            double distance = distance(cloud.rows[i], means[cloud.labels[i]]);
            squares[cloud.labels[i]] += distance * distance;
            all += distance * distance;
        }
        double degrees = 0;
        for (int count : counts) {
            degrees += Math.max(0, count - 1);
        }
        double pooled = degrees > 0 ? all / degrees : 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < cloud.classes; c++) {
            if (counts[c] > 0) {
                double unit = Math.sqrt((10 * pooled + squares[c]) / (9 + counts[c]));
                least = Math.min(least, distance(features, means[c]) / (unit == 0 ? 1 : unit));
            }
        }
        return least;
    }

    private static double distance(float[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            sum += (one[j] - other[j]) * (one[j] - other[j]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void isTheDistanceToTheNearestClassInItsUnits() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Cloud cloud = Cloud.random(random);
            float[] features = new float[cloud.dimension];
            for (int j = 0; j < features.length; j++) {
                features[j] = (float) (20 * random.nextGaussian());
            }
            double expected = oracle(cloud, features);
            assertThat(new Unlikeness(cloud.statistics()).of(features))
                    .as("seed %d", seed)
                    .isCloseTo(expected, within(1e-6 * expected));
        }
    }

    @Test
    void anotherUnitOrOriginOfTheFeaturesChangesNothing() {
        for (int seed = 0; seed < CASES; seed++) {
            Cloud cloud = Cloud.random(new Random(seed));
            Cloud moved = cloud.moved(7, -3);
            if (oracle(cloud, moved.rows[0])
                    == distance(moved.rows[0], cloud.statistics().centroids()[cloud.labels[0]])) {
                continue; // no two images differ: there is no unit
            }
            Unlikeness one = new Unlikeness(cloud.statistics());
            Unlikeness other = new Unlikeness(moved.statistics());
            for (int i = 0; i < cloud.rows.length; i++) {
                assertThat(other.of(moved.rows[i])).as("seed %d", seed).isCloseTo(one.of(cloud.rows[i]), within(1e-4));
            }
        }
    }

    @Test
    void theTrainingImagesOfAClassLieAtOneOnAverage() {
        Random random = new Random(1);
        float[][] rows = new float[5000][12];
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) (4 * random.nextGaussian());
            }
        }
        Cloud cloud = new Cloud(rows, new int[5000], 1, 12);
        Unlikeness unlikeness = new Unlikeness(cloud.statistics());
        double squares = 0;
        for (float[] row : rows) {
            squares += Math.pow(unlikeness.of(row), 2) / rows.length;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(1, within(1e-3));
    }

    @Test
    void aClassWithoutImagesAttractsNothingAndEqualImagesHaveNoUnit() {
        FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(2, 2, false);
        accumulator.add(new float[] {3, 4, 3, 4}, new int[] {1, 1}, 2);
        Unlikeness unlikeness = new Unlikeness(accumulator.finish());
        assertThat(unlikeness.of(new float[] {0, 0})).isEqualTo(5);
        assertThat(unlikeness.of(new float[] {3, 4})).isZero();
        FeatureStatistics nothing = new FeatureStatisticsAccumulator(2, 2, false).finish();
        assertThatThrownBy(() -> new Unlikeness(nothing)).isInstanceOf(IllegalArgumentException.class);
    }
}
