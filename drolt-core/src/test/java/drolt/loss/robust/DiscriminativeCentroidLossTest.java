package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.loss.BalancedSoftmaxConfig;
import drolt.loss.DeferredConfig;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossTerm;
import drolt.loss.SingleThreadedEngine;
import drolt.loss.SumConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SingleThreadedEngine.class)
class DiscriminativeCentroidLossTest {
    private static final double MARGIN = 30; // above the mean squared distances of the cases
    private static final DiscriminativeCentroidConfig CONFIG =
            new DiscriminativeCentroidConfig(0.25, 0.5, MARGIN, 0.1, 5e-4);

    /** Centroids as float32 holds them. */
    private static LossCase batch(long seed) {
        LossCase batch = LossCase.random(seed, 4, 3, 7);
        double[][] rounded = Arrays.stream(batch.centroids())
                .map(row -> Arrays.stream(row).map(value -> (float) value).toArray())
                .toArray(double[][]::new);
        return batch.withCentroids(rounded);
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double attraction(LossCase batch) {
        double sum = 0;
        for (int j = 0; j < batch.labels().length; j++) {
            sum += square(batch.features()[j], batch.centroids()[batch.labels()[j]]);
        }
        return sum / (2 * batch.labels().length);
    }

    private static double repulsion(LossCase batch, double margin) {
        double sum = 0;
        for (int j = 0; j < batch.labels().length; j++) {
            for (int k = 0; k < batch.centroids().length; k++) {
                sum += k == batch.labels()[j] ? 0 : square(batch.features()[j], batch.centroids()[k]);
            }
        }
        return Math.max(0, margin - sum / (batch.labels().length * batch.centroids().length));
    }

    private static double value(LossConfig config, LossCase batch) {
        return DroLtLossOracleTest.robust(config, batch, ScalarType.Double);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theValueIsAttractionPlusRepulsion(long seed) {
        LossCase batch = batch(seed);
        assertThat(repulsion(batch, MARGIN)).isPositive();
        assertThat(value(CONFIG, batch))
                .isCloseTo(0.25 * (attraction(batch) + 0.5 * repulsion(batch, MARGIN)), within(1e-12));
    }

    @Test
    void beyondTheMarginNothingRepels() {
        LossCase batch = batch(4);
        double mean = MARGIN - repulsion(batch, MARGIN);
        LossConfig near = new DiscriminativeCentroidConfig(1, 1, 0.9 * mean, 1, 0);
        assertThat(value(near, batch)).isCloseTo(attraction(batch), within(1e-12));
    }

    @Test
    void gradientsOfTheFeaturesAreCentralDifferences() {
        LossCase batch = batch(5);
        double step = 1e-5;
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(CONFIG)) {
            LossInput input = batch.input(ScalarType.Double);
            loss.value(input).total().backward();
            double[] analytic = Tensors.toDoubles(input.features().grad());
            for (int i = 0; i < analytic.length; i++) {
                double numeric = (value(CONFIG, batch.withFeatures(moved(batch.features(), i, step)))
                                - value(CONFIG, batch.withFeatures(moved(batch.features(), i, -step))))
                        / (2 * step);
                assertThat(analytic[i]).isCloseTo(numeric, within(1e-8));
            }
        }
    }

    private static double[][] moved(double[][] rows, int at, double by) {
        double[][] moved = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        moved[at / rows[0].length][at % rows[0].length] += by;
        return moved;
    }

    /** Sum of a class's differences over n + 1 and over B, without the weight; and the repulsion's own gradient, with it. */
    @ParameterizedTest(name = "repulsion {0}")
    @ValueSource(doubles = {0, 0.5})
    void aCentroidIsDrawnByTheMeanOfItsClass(double repulsion) {
        LossCase batch = batch(6);
        LossConfig config = new DiscriminativeCentroidConfig(0.25, repulsion, MARGIN, 0.1, 0);
        double[] gradient = gradient(config, batch);
        int size = batch.labels().length;
        int dimension = batch.features()[0].length;
        for (int c = 0; c < batch.centroids().length; c++) {
            for (int i = 0; i < dimension; i++) {
                double own = 0;
                double foreign = 0;
                int n = 0;
                for (int j = 0; j < size; j++) {
                    double difference = batch.centroids()[c][i] - batch.features()[j][i];
                    if (batch.labels()[j] == c) {
                        own += difference;
                        n++;
                    } else {
                        foreign += difference;
                    }
                }
                double expected =
                        own / (1 + n) / size - 0.25 * repulsion * 2 * foreign / (size * batch.centroids().length);
                assertThat(gradient[c * dimension + i]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    private static double[] gradient(LossConfig config, LossCase batch) {
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(config)) {
            loss.value(batch.input(ScalarType.Double)).total().backward();
            Tensor centroids = loss.parameters().get("centroids");
            return Tensors.toDoubles(centroids.grad());
        }
    }

    @Test
    void itTrainsTheClassifiersOwnTensorAndLeavesItTheClassifiers() {
        try (StepScope scope = StepScope.open()) {
            Tensor memory = Tensors.floatMatrix(new double[4][3]);
            Loss loss = CONFIG.build(new LossContext(Map.of(LossInput.FEATURES, 3), batch(1).classCounts(), 1, memory));
            assertThat(loss.parameters()).containsOnlyKeys("centroids");
            assertThat(loss.parameters().get("centroids").data_ptr()).isEqualTo(memory.data_ptr());
            assertThat(loss.learningRateScale()).isEqualTo(0.1);
            assertThat(loss.weightDecay()).isEqualTo(5e-4);
            assertThat(loss.state()).as("stored with the network").isEmpty();
            loss.close();
            assertThat(Tensors.toDoubles(memory)).containsOnly(0);
        }
    }

    @Test
    void twoTermsForOneMemoryAreRefused() {
        LossConfig plain = new BalancedSoftmaxConfig();
        assertThatThrownBy(() -> new SumConfig(List.of(new LossTerm(1, CONFIG), new LossTerm(1, CONFIG))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("memory in several terms");
        assertThatThrownBy(() -> new DeferredConfig(1, CONFIG, CONFIG))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("in a sum around both");
        LossConfig robust = LossCase.robust(BoundForm.PAPER, new drolt.radius.LearnedRadiusConfig(1, 1, 0));
        assertThatThrownBy(() -> new SumConfig(List.of(new LossTerm(1, CONFIG), new LossTerm(1, robust))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("different learningRateScale");
        assertThat(new SumConfig(List.of(new LossTerm(1, plain), new LossTerm(1, CONFIG)))
                        .needs()
                        .memory())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsAreWithinTheirRanges(double wrong) {
        Map<String, Runnable> wrongs = Map.of(
                "weight", () -> new DiscriminativeCentroidConfig(wrong, 0, 0, 1, 0),
                "repulsion", () -> new DiscriminativeCentroidConfig(1, wrong, 0, 1, 0),
                "margin", () -> new DiscriminativeCentroidConfig(1, 0, wrong, 1, 0),
                "learningRateScale", () -> new DiscriminativeCentroidConfig(1, 0, 0, wrong, 0),
                "weightDecay", () -> new DiscriminativeCentroidConfig(1, 0, 0, 1, wrong));
        wrongs.forEach((key, build) -> assertThatThrownBy(build::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo(key)));
    }
}
