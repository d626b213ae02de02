package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.data.ClassCounts;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NearestCentroidTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static float[] features(Random random, int size, int dimension) {
        float[] features = new float[size * dimension];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        return features;
    }

    private static double[][] centroids(Random random, int classCount, int dimension) {
        double[][] centroids = new double[classCount][dimension];
        for (double[] centroid : centroids) {
            Arrays.setAll(centroid, d -> random.nextGaussian());
        }
        return centroids;
    }

    /** Larger is nearer; by definition, without any rearrangement. */
    private static double nearness(CentroidMetric metric, float[] features, int row, double[] centroid) {
        double squaredDistance = 0;
        double product = 0;
        double featureNorm = 0;
        double centroidNorm = 0;
        for (int d = 0; d < centroid.length; d++) {
            double f = features[row * centroid.length + d];
            squaredDistance += (f - centroid[d]) * (f - centroid[d]);
            product += f * centroid[d];
            featureNorm += f * f;
            centroidNorm += centroid[d] * centroid[d];
        }
        return switch (metric) {
            case EUCLIDEAN -> -Math.sqrt(squaredDistance);
            case COSINE -> product / Math.sqrt(featureNorm * centroidNorm);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithLoopsOverAllClasses(long seed) {
        Random random = new Random(seed);
        int classCount = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 20);
        int dimension = 1 + random.nextInt(80);
        int size = random.nextInt(100);
        float[] features = features(random, size, dimension);
        double[][] centroids = centroids(random, classCount, dimension);
        int[] counts = random.ints(classCount, 0, 3).toArray();
        counts[random.nextInt(classCount)] = 1;

        for (CentroidMetric metric : CentroidMetric.values()) {
            int[] predicted = NearestCentroid.of(centroids, ClassCounts.of(counts), metric)
                    .predict(features, size);
            for (int row = 0; row < size; row++) {
                double best = Double.NEGATIVE_INFINITY;
                int nearest = -1;
                for (int label = 0; label < classCount; label++) {
                    double nearness = nearness(metric, features, row, centroids[label]);
                    if (counts[label] > 0 && nearness > best) {
                        best = nearness;
                        nearest = label;
                    }
                }
                assertThat(counts[predicted[row]]).isPositive();
                if (predicted[row] != nearest) { // in one dimension most cosines are equal, but for rounding
                    assertThat(nearness(metric, features, row, centroids[predicted[row]]))
                            .isGreaterThan(best - 1e-12);
                }
            }
        }
    }

    @Test
    void theTwoMetricsByHand() {
        double[][] centroids = {{10, 0}, {1, 1}};
        float[] features = {3, 1};
        ClassCounts counts = ClassCounts.of(1, 1);
        assertThat(NearestCentroid.of(centroids, counts, CentroidMetric.EUCLIDEAN)
                        .predict(features, 1))
                .containsExactly(1);
        assertThat(NearestCentroid.of(centroids, counts, CentroidMetric.COSINE).predict(features, 1))
                .containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource(CentroidMetric.class)
    void ofEquallyNearClassesTheLowestLabelWins(CentroidMetric metric) {
        double[][] centroids = new double[300][];
        Arrays.fill(centroids, new double[] {0.3, -1.7, 0.2});
        centroids[0] = new double[] {-1, 1, 0};
        int[] counts = new int[300];
        Arrays.fill(counts, 2);
        counts[1] = 0;
        float[] features = features(new Random(1), 50, 3);
        assertThat(NearestCentroid.of(centroids, ClassCounts.of(counts), metric).predict(features, 50))
                .containsOnly(0, 2);
    }

    @ParameterizedTest
    @EnumSource(CentroidMetric.class)
    void classesWithoutSamplesAreNeverPredicted(CentroidMetric metric) {
        double[][] centroids = {{0, 0}, {5, 5}};
        Predictions predictions = NearestCentroid.of(centroids, ClassCounts.of(0, 3), metric)
                .classify(new float[] {0, 0, -1, -1}, new int[] {0, 1});
        assertThat(predictions.predicted()).containsExactly(1, 1);
        assertThat(predictions.labels()).containsExactly(0, 1);
        assertThat(predictions.confidence()).containsOnly(Float.NaN);
        assertThat(predictions.classCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(CentroidMetric.class)
    void originsAndNaNsStillGetALabel(CentroidMetric metric) {
        double[][] centroids = {{1, 1}, {0, 0}, {-1, 1}};
        int[] predicted = NearestCentroid.of(centroids, ClassCounts.of(0, 1, 1), metric)
                .predict(new float[] {0, 0, Float.NaN, 1, -5, 5}, 3);
        assertThat(predicted).containsExactly(1, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(CentroidMetric.class)
    void aFeatureIsClassifiedAloneAsInCompany(CentroidMetric metric) {
        Random random = new Random(3);
        float[] features = features(random, 200, 37);
        NearestCentroid classifier = NearestCentroid.of(
                centroids(random, 150, 37),
                ClassCounts.of(random.ints(150, 1, 9).toArray()),
                metric);
        int[] together = classifier.predict(features, 200);
        for (int row = 0; row < 200; row++) {
            float[] alone = Arrays.copyOfRange(features, row * 37, row * 37 + 37);
            assertThat(classifier.predict(alone, 1)).containsExactly(together[row]);
        }
    }

    @Test
    void whatCannotBeClassifiedIsRefused() {
        double[][] centroids = {{0, 0}, {5, 5}};
        assertThatThrownBy(() -> NearestCentroid.of(centroids, ClassCounts.of(0, 0), CentroidMetric.COSINE))
                .hasMessageContaining("no class has a sample");
        assertThatThrownBy(() -> NearestCentroid.of(centroids, ClassCounts.of(new int[] {1}), CentroidMetric.COSINE))
                .isInstanceOf(IllegalArgumentException.class);
        NearestCentroid classifier = NearestCentroid.of(centroids, ClassCounts.of(1, 1), CentroidMetric.COSINE);
        assertThatThrownBy(() -> classifier.predict(new float[3], 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
