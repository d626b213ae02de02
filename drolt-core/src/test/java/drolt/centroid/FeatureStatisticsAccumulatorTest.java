package drolt.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStatisticsAccumulatorTest {
    private static final int CLASSES = 5;
    private static final int DIMENSION = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void matchesMeansAndScatterInTwoPasses(long seed) {
        Random random = new Random(seed);
        int size = random.nextInt(60);
        float[] features = features(random, size, 1000); // a large mean, on which sums of squares would lose digits
        int[] labels = random.ints(size, 0, CLASSES - 1).toArray(); // the last class stays empty
        FeatureStatistics statistics = inBatches(features, labels, 7);
        for (int label = 0; label < CLASSES; label++) {
            double[] mean = new double[DIMENSION];
            int count = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < DIMENSION && labels[i] == label; j++) {
                    mean[j] += features[i * DIMENSION + j];
                }
                count += labels[i] == label ? 1 : 0;
            }
            double scatter = 0;
            for (int j = 0; j < DIMENSION; j++) {
                mean[j] /= Math.max(count, 1);
                for (int i = 0; i < size; i++) {
                    double deviation = features[i * DIMENSION + j] - mean[j];
                    scatter += labels[i] == label ? deviation * deviation : 0;
                }
                assertThat(statistics.centroids()[label][j]).isCloseTo(mean[j], within(1e-9));
            }
            assertThat(statistics.counts()[label]).isEqualTo(count);
            assertThat(statistics.scatter()[label]).isCloseTo(scatter, within(1e-8 * (1 + scatter)));
        }
    }

    @Test
    void cutsIntoBatchesDoNotChangeABit() {
        Random random = new Random(1);
        float[] features = features(random, 50, 1);
        int[] labels = random.ints(50, 0, CLASSES).toArray();
        FeatureStatistics one = inBatches(features, labels, 50);
        FeatureStatistics many = inBatches(features, labels, 3);
        assertThat(many.centroids()).isDeepEqualTo(one.centroids());
        assertThat(many.scatter()).isEqualTo(one.scatter());
    }

    @Test
    void storesEveryFeatureOnlyWhereAsked() {
        FeatureStatisticsAccumulator storing = new FeatureStatisticsAccumulator(2, 2, true);
        storing.add(new float[] {1, 2, 3, 4, 9, 9}, new int[] {0, 1, 9}, new int[] {7, 5, 9}, 2);
        storing.add(new float[] {5, 6}, new int[] {1}, new int[] {6}, 1);
        FeatureStatistics.StoredFeatures stored = storing.finish().stored().orElseThrow();
        assertThat(stored.features()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(stored.labels()).containsExactly(0, 1, 1);
        assertThat(stored.indices()).containsExactly(7, 5, 6);
        assertThatThrownBy(() -> storing.add(new float[2], new int[1], 1)).isInstanceOf(IllegalStateException.class);

        FeatureStatisticsAccumulator light = new FeatureStatisticsAccumulator(2, 2, false);
        light.add(new float[] {1, 2}, new int[] {0}, 1);
        assertThat(light.finish().stored()).isEmpty();
    }

    @Test
    void whatIsFinishedDoesNotChange() {
        FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(1, 1, false);
        accumulator.add(new float[] {1}, new int[] {0}, 1);
        FeatureStatistics first = accumulator.finish();
        accumulator.add(new float[] {3}, new int[] {0}, 1);
        assertThat(first.centroids()[0]).containsExactly(1);
        assertThat(accumulator.finish().centroids()[0]).containsExactly(2);
        assertThat(accumulator.finish().scatter()).containsExactly(2);
    }

    private static FeatureStatistics inBatches(float[] features, int[] labels, int batch) {
        FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(CLASSES, DIMENSION, false);
        for (int from = 0; from < labels.length; from += batch) {
            int to = Math.min(labels.length, from + batch);
            accumulator.add(
                    Arrays.copyOfRange(features, from * DIMENSION, to * DIMENSION),
                    Arrays.copyOfRange(labels, from, to),
                    to - from);
        }
        return accumulator.finish();
    }

    private static float[] features(Random random, int size, double mean) {
        float[] features = new float[size * DIMENSION];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (mean + random.nextGaussian());
        }
        return features;
    }

    @Test
    void whatIsStoredIsAccumulatedToo() {
        FeatureStatisticsAccumulator storing = new FeatureStatisticsAccumulator(2, 1, true);
        storing.add(new float[] {1, 3, 7}, new int[] {0, 0, 1}, new int[] {0, 1, 2}, 3);
        FeatureStatistics statistics = storing.finish();
        assertThat(statistics.counts()).containsExactly(2, 1);
        assertThat(statistics.centroids()).isDeepEqualTo(new double[][] {{2}, {7}});
        assertThat(statistics.scatter()).containsExactly(2, 0);
    }
}
