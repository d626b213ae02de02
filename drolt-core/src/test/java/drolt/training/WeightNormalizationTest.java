package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tau is chosen, and that it is chosen from the predictions which it leads to. */
@ExtendWith(OneThread.class)
class WeightNormalizationTest {
    private static final int CLASSES = 3;
    private static final int DIMENSION = 8;
    private static final int TAUS = 21;

    private final Network network = TinyStage.MODEL.build(CLASSES, 1);
    private final LinearClassifier classifier = (LinearClassifier) network.classifier();
    private final double[] before = norms();

    @AfterEach
    void free() {
        network.close();
    }

    private double[] norms() {
        double[] weights = Tensors.toDoubles(classifier.weight());
        return IntStream.range(0, CLASSES)
                .mapToDouble(label -> Math.sqrt(IntStream.range(0, DIMENSION)
                        .mapToDouble(i -> weights[label * DIMENSION + i] * weights[label * DIMENSION + i])
                        .sum()))
                .toArray();
    }

    private static FeatureMatrix features(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        return new FeatureMatrix(values, labels, DIMENSION);
    }

    static IntStream taus() {
        return IntStream.range(0, TAUS);
    }

    /** The scores of 0, 0.1, ... 2 are those that are handed out, in this order. */
    private void apply(double... scores) {
        List<Double> left = new ArrayList<>();
        for (double score : scores) {
            left.add(score);
        }
        new WeightNormalization(classifier, true).applyBest(features(1, 4), predictions -> left.remove(0));
        assertThat(left).as("every tau of the grid is scored once").isEmpty();
    }

    private void assertTau(double tau) {
        for (int label = 0; label < CLASSES; label++) {
            assertThat(norms()[label]).isCloseTo(Math.pow(before[label], 1 - tau), within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("taus")
    void theTauWithTheGreatestScoreIsApplied(int best) {
        double[] scores = new double[TAUS];
        scores[best] = 1;
        apply(scores);
        assertTau(best / 10.0);
    }

    @ParameterizedTest
    @MethodSource("taus")
    void theSmallestOfEqualsIsApplied(int first) {
        double[] scores = new double[TAUS];
        for (int i = first; i < TAUS; i++) {
            scores[i] = 1;
        }
        apply(scores);
        assertTau(first / 10.0);
    }

    @Test
    void scoresSeeThePredictionsOfTheirTau() {
        Random random = new Random(7);
        float[] weights = new float[CLASSES * DIMENSION];
        for (int i = 0; i < weights.length; i++) { // norms that differ by a factor of 9
            weights[i] = (float) (random.nextGaussian() * Math.pow(3, i / DIMENSION - 1));
        }
        float[] biases = {0.3f, -0.2f, 0.5f};
        try (StepScope scope = StepScope.open()) {
            classifier.set(Tensors.floats(weights, CLASSES, DIMENSION), Tensors.floats(biases, CLASSES));
        }
        FeatureMatrix features = features(2, 50);
        List<int[]> seen = new ArrayList<>();
        new WeightNormalization(classifier, true).applyBest(features, predictions -> {
            seen.add(predictions.predicted());
            return 0;
        });
        for (int step = 0; step < TAUS; step++) {
            assertThat(seen.get(step))
                    .as("tau %d / 10", step)
                    .isEqualTo(predicted(features, weights, biases, step / 10.0));
        }
        assertThat(seen.get(0)).as("tau matters here").isNotEqualTo(seen.get(20));
    }

    private static int[] predicted(FeatureMatrix features, float[] weights, float[] biases, double tau) {
        return IntStream.range(0, features.labels().length)
                .map(row -> {
                    double[] logits = new double[CLASSES];
                    for (int label = 0; label < CLASSES; label++) {
                        double product = 0;
                        double squares = 0;
                        for (int i = 0; i < DIMENSION; i++) {
                            double weight = weights[label * DIMENSION + i];
                            product += weight * features.values()[row * DIMENSION + i];
                            squares += weight * weight;
                        }
                        logits[label] = product / Math.pow(Math.sqrt(squares), tau) + biases[label];
                    }
                    return IntStream.range(0, CLASSES)
                            .reduce((a, b) -> logits[b] > logits[a] ? b : a)
                            .orElseThrow();
                })
                .toArray();
    }
}
