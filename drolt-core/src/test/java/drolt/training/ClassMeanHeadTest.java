package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.NearestCentroid;
import drolt.inference.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The linear classifier against the metric that it must agree with: the nearest mean of the transformed features. */
class ClassMeanHeadTest {
    private static final int DIMENSION = 6;
    private static final int[] COUNTS = {60, 25, 8, 2, 1};

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (long seed = 1; seed <= 4; seed++) {
            for (FeatureForm form : FeatureForm.values()) {
                cases.add(Arguments.of(form, CentroidMetric.COSINE, seed));
            }
            cases.add(Arguments.of(FeatureForm.RAW, CentroidMetric.EUCLIDEAN, seed));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("cases")
    void theLargestLogitIsThatOfTheNearestMean(FeatureForm form, CentroidMetric metric, long seed) {
        Random random = new Random(seed);
        FeatureMatrix train = features(random, COUNTS);
        FeatureMatrix test = features(random, 100, 100, 100, 100, 100);

        ClassMeanHead head = ClassMeanHead.of(train, COUNTS.length, form, metric);
        double[] centre = form == FeatureForm.CENTRED_UNIT ? mean(rows(train)) : new double[DIMENSION];
        double[][] means = IntStream.range(0, COUNTS.length)
                .mapToObj(label -> mean(IntStream.range(0, train.labels().length)
                        .filter(row -> train.labels()[row] == label)
                        .mapToObj(row -> transformed(rows(train)[row], form, centre))
                        .toArray(double[][]::new)))
                .toArray(double[][]::new);
        NearestCentroid nearest = NearestCentroid.of(means, ClassCounts.of(COUNTS), metric);

        int differ = 0;
        for (double[] feature : rows(test)) {
            double[] moved = transformed(feature, form, centre);
            float[] single = new float[DIMENSION];
            IntStream.range(0, DIMENSION).forEach(i -> single[i] = (float) moved[i]);
            int expected = nearest.predict(single, 1)[0];
            assertThat(largestLogit(head, feature)).isEqualTo(expected);
            differ += expected == largestLogit(other(train, form, metric), feature) ? 0 : 1;
        }
        assertThat(differ).as("the rule is not any other one").isPositive();
    }

    /** Another rule, to see that the choice matters. */
    private static ClassMeanHead other(FeatureMatrix train, FeatureForm form, CentroidMetric metric) {
        return metric == CentroidMetric.EUCLIDEAN || form != FeatureForm.RAW
                ? ClassMeanHead.of(train, COUNTS.length, FeatureForm.RAW, CentroidMetric.COSINE)
                : ClassMeanHead.of(train, COUNTS.length, FeatureForm.RAW, CentroidMetric.EUCLIDEAN);
    }

    @Test
    void featuresAtTheOriginHaveNoDirectionAndDoNoHarm() {
        FeatureMatrix features = new FeatureMatrix(new float[] {0, 0, 3, 4}, new int[] {0, 1}, 2);
        ClassMeanHead head = ClassMeanHead.of(features, 2, FeatureForm.UNIT, CentroidMetric.COSINE);
        assertThat(head.weights()[0]).containsExactly(0, 0);
        assertThat(head.weights()[1]).containsExactly(0.6, 0.8);
    }

    @Test
    void aClassWithoutImagesIsOneLine() {
        FeatureMatrix features = new FeatureMatrix(new float[] {1, 2}, new int[] {0}, 2);
        assertThatThrownBy(() -> ClassMeanHead.of(features, 2, FeatureForm.RAW, CentroidMetric.COSINE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("class 1")
                .hasMessageNotContaining("\n");
    }

    /** Clouds of different width around different points, all of them away from the origin. */
    private static FeatureMatrix features(Random random, int... counts) {
        int size = IntStream.of(counts).sum();
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int sample = 0; sample < counts[label]; sample++, row++) {
                labels[row] = label;
                for (int i = 0; i < DIMENSION; i++) {
                    double centre = 1 + (i == label ? 1 + 0.4 * label : 0);
                    values[row * DIMENSION + i] = (float) (centre + (0.5 + 0.2 * label) * random.nextGaussian());
                }
            }
        }
        return new FeatureMatrix(values, labels, DIMENSION);
    }

    private static double[][] rows(FeatureMatrix features) {
        return IntStream.range(0, features.labels().length)
                .mapToObj(row -> IntStream.range(0, DIMENSION)
                        .mapToDouble(i -> features.values()[row * DIMENSION + i])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] transformed(double[] feature, FeatureForm form, double[] centre) {
        double[] moved = IntStream.range(0, DIMENSION)
                .mapToDouble(i -> feature[i] - centre[i])
                .toArray();
        double squares = 0;
        for (double value : moved) {
            squares += value * value;
        }
        double norm = form == FeatureForm.RAW ? 1 : Math.sqrt(squares);
        return IntStream.range(0, DIMENSION).mapToDouble(i -> moved[i] / norm).toArray();
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[DIMENSION];
        for (double[] row : rows) {
            for (int i = 0; i < DIMENSION; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static int largestLogit(ClassMeanHead head, double[] feature) {
        int largest = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < head.biases().length; label++) {
            double logit = head.biases()[label];
            for (int i = 0; i < DIMENSION; i++) {
                logit += head.weights()[label][i] * feature[i];
            }
            if (logit > best) {
                best = logit;
                largest = label;
            }
        }
        return largest;
    }
}
