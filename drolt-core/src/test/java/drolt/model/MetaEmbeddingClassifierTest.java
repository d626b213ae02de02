package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class MetaEmbeddingClassifierTest {
    private static final int DIMENSION = 4;
    private static final int CLASSES = 3;

    private static MetaEmbeddingClassifier classifier(double scale, double reach, long seed) {
        MetaEmbeddingClassifier classifier = new MetaEmbeddingClassifier(DIMENSION, CLASSES, scale, reach, seed);
        setMemory(classifier, rows(new Random(seed), CLASSES));
        return classifier;
    }

    private static void setMemory(MetaEmbeddingClassifier classifier, double[][] centroids) {
        try (StepScope scope = StepScope.open()) {
            classifier.memory().orElseThrow().set_data(Tensors.floatMatrix(centroids));
        }
    }

    private static double[][] rows(Random random, int count) {
        double[][] rows = new double[count][DIMENSION];
        for (double[] row : rows) {
            for (int i = 0; i < DIMENSION; i++) {
                row[i] = (float) (2 * random.nextGaussian());
            }
        }
        return rows;
    }

    private static double[] logits(Classifier classifier, double[][] rows) {
        try (StepScope scope = StepScope.open()) {
            return Tensors.toDoubles(classifier.logits(Tensors.floatMatrix(rows)));
        }
    }

    private static Map<String, double[]> values(Classifier classifier) {
        Map<String, double[]> values = new LinkedHashMap<>();
        classifier.parameters().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
        classifier.buffers().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
        return values;
    }

    private static double affine(double[] weight, double[] bias, int row, double[] feature) {
        double sum = bias[row];
        for (int i = 0; i < DIMENSION; i++) {
            sum += weight[row * DIMENSION + i] * feature[i];
        }
        return sum;
    }

    /** As the equations of the paper and its program read, in plain doubles. */
    private static double[] expected(Map<String, double[]> values, double[] feature, double scale, double reach) {
        double[] centroids = values.get("memory.centroids");
        double[] shares = new double[CLASSES];
        double sum = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < CLASSES; c++) {
            shares[c] = Math.exp(affine(values.get("recall.weight"), values.get("recall.bias"), c, feature));
            sum += shares[c];
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                squares += Math.pow(feature[i] - centroids[c * DIMENSION + i], 2);
            }
            nearest = Math.min(nearest, Math.sqrt(squares));
        }
        double[] embedding = new double[DIMENSION];
        double length = 0;
        for (int i = 0; i < DIMENSION; i++) {
            double recalled = 0;
            for (int c = 0; c < CLASSES; c++) {
                recalled += shares[c] / sum * centroids[c * DIMENSION + i];
            }
            double gate = Math.tanh(affine(values.get("selector.weight"), values.get("selector.bias"), i, feature));
            embedding[i] = reach / nearest * (feature[i] + gate * recalled);
            length += embedding[i] * embedding[i];
        }
        length = Math.sqrt(length);
        double[] logits = new double[CLASSES];
        for (int c = 0; c < CLASSES; c++) {
            double product = 0;
            double norm = 0;
            for (int i = 0; i < DIMENSION; i++) {
                double weight = values.get("cosine.weight")[c * DIMENSION + i];
                product += weight * embedding[i];
                norm += weight * weight;
            }
            logits[c] = scale * length / (1 + length) * product / length / Math.sqrt(norm);
        }
        return logits;
    }

    @Test
    void theWeightsOfClassesAreThoseOfTheCosines() {
        try (MetaEmbeddingClassifier classifier = classifier(16, 10, 3)) {
            assertThat(Tensors.toDoubles(classifier.classWeights().orElseThrow()))
                    .isEqualTo(values(classifier).get("cosine.weight"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void logitsAreTheCosinesOfTheEnrichedFeature(long seed) {
        double scale = 4 * seed;
        double reach = 12.0 / seed;
        double[][] rows = rows(new Random(100 + seed), 6);
        try (MetaEmbeddingClassifier classifier = classifier(scale, reach, seed)) {
            double[] actual = logits(classifier, rows);
            for (int row = 0; row < rows.length; row++) {
                double[] expected = expected(values(classifier), rows[row], scale, reach);
                for (int c = 0; c < CLASSES; c++) {
                    assertThat(actual[row * CLASSES + c]).isCloseTo(expected[c], within(1e-5 * scale));
                }
            }
        }
    }

    @Test
    void featuresOnACentroidAndAnEmptyMemoryGiveFiniteLogitsAndGradients() {
        try (MetaEmbeddingClassifier classifier = new MetaEmbeddingClassifier(DIMENSION, CLASSES, 16, 10, 1)) {
            double[][] zero = new double[2][DIMENSION];
            assertThat(logits(classifier, zero)).containsOnly(0);
            double[][] centroids = rows(new Random(2), CLASSES);
            setMemory(classifier, centroids);
            try (StepScope scope = StepScope.open()) {
                Tensor features = Tensors.floatMatrix(centroids).set_requires_grad(true);
                Tensor logits = classifier.logits(features);
                logits.pow(Tensors.floats(new float[] {2}, 1)).sum().backward();
                assertThat(Arrays.stream(Tensors.toDoubles(logits)).map(Math::abs))
                        .allMatch(value -> value <= 16.001);
                assertThat(Arrays.stream(Tensors.toDoubles(features.grad())).allMatch(Double::isFinite))
                        .isTrue();
            }
        }
    }

    /** Near a centroid the embedding is long and logits reach their cosines times the scale; far off they shrink. */
    @Test
    void whatLiesNearACentroidIsSurer() {
        try (MetaEmbeddingClassifier classifier = new MetaEmbeddingClassifier(DIMENSION, CLASSES, 16, 1, 5)) {
            double[][] rows = rows(new Random(6), 1);
            double[] last = {0};
            for (double distance : new double[] {1e4, 100, 1, 0.01}) {
                double[][] centroids = new double[CLASSES][];
                for (int c = 0; c < CLASSES; c++) {
                    centroids[c] = rows[0].clone();
                    centroids[c][c] += distance;
                }
                setMemory(classifier, centroids);
                classifier.parameters().get("selector.weight").set_data(zeros(DIMENSION, DIMENSION));
                classifier.parameters().get("selector.bias").set_data(zeros(DIMENSION));
                double largest = Arrays.stream(logits(classifier, rows))
                        .map(Math::abs)
                        .max()
                        .orElseThrow();
                assertThat(largest).as("at a distance of " + distance).isGreaterThan(last[0]);
                last[0] = largest;
            }
        }
    }

    private static Tensor zeros(long... shape) {
        long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Tensors.floats(new float[(int) size], shape);
    }

    @Test
    void noGradientOfALogitReachesTheMemory() {
        try (MetaEmbeddingClassifier classifier = classifier(16, 10, 3);
                StepScope scope = StepScope.open()) {
            Tensor memory = classifier.memory().orElseThrow();
            memory.set_requires_grad(true);
            classifier.logits(Tensors.floatMatrix(rows(new Random(1), 4))).sum().backward();
            assertThat(memory.grad().defined()).isFalse();
            classifier
                    .parameters()
                    .forEach((name, parameter) ->
                            assertThat(parameter.grad().defined()).as(name).isTrue());
        }
    }

    @Test
    void gradientsOfTheFeaturesAreCentralDifferences() {
        double[][] rows = rows(new Random(8), 3);
        double step = 1e-2;
        try (MetaEmbeddingClassifier classifier = classifier(4, 3, 7);
                StepScope scope = StepScope.open()) {
            Tensor features = Tensors.floatMatrix(rows).set_requires_grad(true);
            Tensor weights = Tensors.floats(new float[] {1, -2, 0.5f}, CLASSES);
            classifier.logits(features).mul(weights).sum().backward();
            double[] analytic = Tensors.toDoubles(features.grad());
            for (int i = 0; i < analytic.length; i++) {
                int row = i / DIMENSION;
                double numeric = (weighted(classifier, moved(rows[row], i % DIMENSION, step))
                                - weighted(classifier, moved(rows[row], i % DIMENSION, -step)))
                        / (2 * step);
                assertThat(analytic[i]).isCloseTo(numeric, within(2e-3));
            }
        }
    }

    private static double[] moved(double[] row, int at, double by) {
        double[] moved = row.clone();
        moved[at] += by;
        return moved;
    }

    /** In doubles: float32 takes no differences. */
    private static double weighted(Classifier classifier, double[] row) {
        double[] logits = expected(values(classifier), row, 4, 3);
        return logits[0] - 2 * logits[1] + 0.5 * logits[2];
    }

    @Test
    void theMemoryIsRecalledAsTheLinearClassifierBeforeSaw() {
        try (LinearClassifier linear = new LinearClassifier(DIMENSION, CLASSES, 9);
                CosineClassifier cosine = new CosineClassifier(DIMENSION, CLASSES, 1, null, 9);
                MetaEmbeddingClassifier classifier = classifier(16, 10, 3)) {
            Map<String, double[]> before = values(classifier);
            classifier.takeOver(cosine);
            values(classifier).forEach((name, values) -> assertThat(values).containsExactly(before.get(name)));
            classifier.takeOver(linear);
            Map<String, double[]> after = values(classifier);
            assertThat(after.get("recall.weight")).containsExactly(Tensors.toDoubles(linear.weight()));
            assertThat(after.get("recall.bias")).containsExactly(Tensors.toDoubles(linear.bias()));
            assertThat(after.get("cosine.weight")).containsExactly(before.get("cosine.weight"));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsAreAboveZero(double wrong) {
        assertThatThrownBy(() -> new MetaEmbeddingConfig(wrong, 10))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new MetaEmbeddingConfig(16, wrong))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("above 0");
    }
}
