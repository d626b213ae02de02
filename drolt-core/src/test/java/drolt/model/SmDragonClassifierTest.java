package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class SmDragonClassifierTest {
    private static final int DIMENSION = 4;
    private static final int[] COUNTS = {40, 13, 0, 5, 1};
    private static final int CLASSES = COUNTS.length;

    private static SmDragonClassifier classifier(int coefficients, long seed) {
        return new SmDragonClassifier(new LinearClassifier(DIMENSION, CLASSES, seed), COUNTS, coefficients, seed);
    }

    private static double[][] features(Random random, int batch) {
        double[][] rows = new double[batch][DIMENSION];
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
        return values;
    }

    private static void set(Classifier classifier, String name, double... values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        try (StepScope scope = StepScope.open()) {
            Tensor tensor = classifier.parameters().get(name);
            tensor.set_data(Tensors.floats(rounded, tensor.shape()));
        }
    }

    /** log of the rebalanced probabilities, as the method's definition reads. */
    private static double[] expected(Map<String, double[]> values, double[] feature, int coefficients) {
        double[] probability = new double[CLASSES];
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            double logit = values.get("linear.bias")[c];
            for (int i = 0; i < DIMENSION; i++) {
                logit += values.get("linear.weight")[c * DIMENSION + i] * feature[i];
            }
            probability[c] = Math.exp(logit);
            sum += probability[c];
        }
        double[] output = new double[CLASSES];
        double total = 0;
        for (int c = 0; c < CLASSES; c++) {
            double exponent = 0;
            for (int j = 0; j < coefficients; j++) {
                double coefficient = values.get("dragon.bias")[j];
                for (int k = 0; k < CLASSES; k++) {
                    coefficient += values.get("dragon.weight")[j * CLASSES + k] * probability[k] / sum;
                }
                exponent += coefficient * Math.pow(COUNTS[c] / 40.0, j);
            }
            output[c] = probability[c] / sum / (1 + Math.exp(-exponent));
            total += output[c];
        }
        double all = total;
        return Arrays.stream(output).map(value -> Math.log(value / all)).toArray();
    }

    @ParameterizedTest(name = "{0} coefficients, seed {1}")
    @CsvSource({"2, 1", "3, 2", "3, 3", "4, 4", "5, 5"})
    void logitsAreTheLogarithmsOfTheRebalancedProbabilities(int coefficients, long seed) {
        Random random = new Random(seed);
        double[][] rows = features(random, 6);
        try (SmDragonClassifier classifier = classifier(coefficients, seed)) {
            set(classifier, "dragon.bias", random.doubles(coefficients, -2, 2).toArray());
            double[] actual = logits(classifier, rows);
            for (int row = 0; row < rows.length; row++) {
                double[] expected = expected(values(classifier), rows[row], coefficients);
                for (int c = 0; c < CLASSES; c++) {
                    assertThat(actual[row * CLASSES + c]).isCloseTo(expected[c], within(2e-5));
                }
            }
        }
    }

    /** With the first coefficient alone all classes have one weight, whatever it is. */
    @ParameterizedTest(name = "a_0 = {0}")
    @ValueSource(doubles = {0, 3, -7, -200})
    void equalWeightsLeaveTheProbabilitiesOfTheLinearClassifier(double first) {
        double[][] rows = features(new Random(3), 5);
        try (LinearClassifier plain = new LinearClassifier(DIMENSION, CLASSES, 8);
                SmDragonClassifier classifier = classifier(3, 8);
                StepScope scope = StepScope.open()) {
            set(classifier, "dragon.weight", new double[3 * CLASSES]);
            set(classifier, "dragon.bias", first, 0, 0);
            double[] expected =
                    Tensors.toDoubles(plain.logits(Tensors.floatMatrix(rows)).log_softmax(1));
            assertThat(logits(classifier, rows)).containsExactly(expected, within(1e-4));
        }
    }

    @Test
    void relabelledClassesGiveRelabelledLogits() {
        int[] order = {3, 0, 4, 2, 1}; // new class i is the old order[i]
        double[][] rows = features(new Random(5), 4);
        int[] counts = Arrays.stream(order).map(old -> COUNTS[old]).toArray();
        try (SmDragonClassifier first = classifier(3, 2);
                SmDragonClassifier second =
                        new SmDragonClassifier(new LinearClassifier(DIMENSION, CLASSES, 9), counts, 3, 9)) {
            Map<String, double[]> values = values(first);
            set(second, "linear.bias", relabelled(values.get("linear.bias"), order, 1, 1));
            set(second, "linear.weight", relabelled(values.get("linear.weight"), order, 1, DIMENSION));
            set(second, "dragon.weight", relabelled(values.get("dragon.weight"), order, 3, 1));
            set(second, "dragon.bias", values.get("dragon.bias"));
            assertThat(logits(second, rows))
                    .containsExactly(relabelled(logits(first, rows), order, rows.length, 1), within(1e-5));
        }
    }

    /** Blocks of values a class, re-ordered within each of the outer groups. */
    private static double[] relabelled(double[] values, int[] order, int outer, int block) {
        double[] result = new double[values.length];
        for (int group = 0; group < outer; group++) {
            for (int c = 0; c < CLASSES; c++) {
                int target = (group * CLASSES + c) * block;
                System.arraycopy(values, (group * CLASSES + order[c]) * block, result, target, block);
            }
        }
        return result;
    }

    /** Central differences of the oracle, in doubles. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void gradientsAreThoseOfTheDefinition(long seed) {
        int target = (int) seed;
        double[] feature = features(new Random(seed), 1)[0];
        try (SmDragonClassifier classifier = classifier(3, seed);
                StepScope scope = StepScope.open()) {
            classifier
                    .logits(Tensors.floatMatrix(new double[][] {feature}))
                    .select(1, target)
                    .sum()
                    .backward();
            Map<String, double[]> values = values(classifier);
            classifier.parameters().forEach((name, tensor) -> {
                double[] gradient = Tensors.toDoubles(tensor.grad());
                double[] moved = values.get(name);
                for (int i = 0; i < gradient.length; i++) {
                    double original = moved[i];
                    moved[i] = original + 1e-5;
                    double above = expected(values, feature, 3)[target];
                    moved[i] = original - 1e-5;
                    double below = expected(values, feature, 3)[target];
                    moved[i] = original;
                    assertThat(gradient[i])
                            .as("%s[%d]", name, i)
                            .isCloseTo((above - below) / 2e-5, within(1e-5 + 1e-4 * Math.abs(gradient[i])));
                }
            });
        }
    }

    @Test
    void extremesStayFinite() {
        try (SmDragonClassifier classifier = classifier(3, 1);
                StepScope scope = StepScope.open()) {
            set(classifier, "dragon.bias", -3000, 2500, 900);
            Tensor logits =
                    classifier.logits(Tensors.floatMatrix(new double[][] {{4000, -4000, 3000, 1}, {0, 0, 0, 0}}));
            assertThat(Arrays.stream(Tensors.toDoubles(logits))).allMatch(Double::isFinite);
            logits.sum().backward();
            classifier
                    .parameters()
                    .forEach((name, tensor) -> assertThat(Arrays.stream(Tensors.toDoubles(tensor.grad())))
                            .as(name)
                            .allMatch(Double::isFinite));
        }
    }

    @Test
    void freezingTheLinearPartLeavesTheRestToLearn() {
        try (Network network = TinyNetworks.linear(8, 2, CLASSES, 1)) {
            network.replaceClassifier(new SmDragonClassifier((LinearClassifier) network.classifier(), COUNTS, 3, 1));
            network.freezeOnly(List.of("backbone", "linear"));
            assertThat(network.parameters().entrySet().stream()
                            .filter(entry -> entry.getValue().requires_grad())
                            .map(Map.Entry::getKey))
                    .containsExactly("dragon.weight", "dragon.bias");
        }
    }

    @Test
    void aStoredNetworkIsLoadedWithItsClassifierAndItsClassCounts() {
        double[][][][] pixels = TinyNetworks.images(new Random(4), 5, 8);
        try (Network network = TinyNetworks.linear(8, 2, CLASSES, 1);
                Network other = TinyNetworks.linear(8, 2, CLASSES, 2);
                Network plain = TinyNetworks.linear(8, 2, CLASSES, 3)) {
            network.replaceClassifier(new SmDragonClassifier((LinearClassifier) network.classifier(), COUNTS, 4, 1));
            assertThat(network.tensors()).containsKeys("linear.weight", "dragon.weight", "dragon.class_counts");
            other.load(network.tensors());
            assertThat(TinyNetworks.logits(other, pixels)).containsExactly(TinyNetworks.logits(network, pixels));
            assertThat(Tensors.toDoubles(other.tensors().get("dragon.class_counts")))
                    .containsExactly(Arrays.stream(COUNTS).asDoubleStream().toArray());
            assertThatThrownBy(() -> other.load(plain.tensors())).hasMessageContaining("no tensor named dragon.");
        }
    }

    @Test
    void featuresOfFloat32GiveLogitsOfFloat32UnderEitherPrecision() {
        double[][][][] pixels = TinyNetworks.images(new Random(4), 2, 8);
        try (Network network = TinyNetworks.linear(8, 2, CLASSES, 1);
                StepScope scope = StepScope.open()) {
            network.replaceClassifier(new SmDragonClassifier((LinearClassifier) network.classifier(), COUNTS, 3, 1));
            assertThat(network.forward(TinyNetworks.tensor(pixels), true, Precision.BFLOAT16)
                            .logits()
                            .scalar_type()
                            .intern())
                    .isEqualTo(org.bytedeco.pytorch.global.torch.ScalarType.Float);
        }
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        try (LinearClassifier base = new LinearClassifier(DIMENSION, 3, 1)) {
            assertThatThrownBy(() -> new SmDragonClassifier(base, new int[] {1, 2}, 3, 1).close())
                    .hasMessageContaining("2 class counts");
            assertThatThrownBy(() -> new SmDragonClassifier(base, new int[3], 3, 1).close())
                    .hasMessageContaining("no class has an image");
            assertThatThrownBy(() -> new SmDragonClassifier(base, new int[] {1, 2, 3}, 1, 1).close())
                    .hasMessageContaining("coefficients");
        }
    }
}
