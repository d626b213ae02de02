package drolt.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadiusTest {
    private static final ClassCounts COUNTS = ClassCounts.of(400, 0, 25, 1);
    private static final int DIMENSION = 8;

    @BeforeAll
    static void loadEngine() {
        Engine.load();
    }

    static List<RadiusConfig> configs() {
        return List.of(
                new ErmRadiusConfig(),
                new SharedRadiusConfig(3),
                new SampleCountRadiusConfig(10),
                new LearnedRadiusConfig(1.5, 1, 0),
                new LearnedRawRadiusConfig(1, 1, 1e-4),
                new LearnedPricedRadiusConfig(1, 1, 1, 0),
                new CalibratedRadiusConfig(0.05),
                new CrossFittedRadiusConfig(2));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void tensorsArePrintedValuesAndPrintedValuesAreFinite(RadiusConfig config) {
        try (StepScope scope = StepScope.open();
                Radius radius = config.build(DIMENSION, COUNTS)) {
            radius.takeHeldOut(statistics(2));
            radius.takeStatistics(statistics(2));
            double[] values = radius.values();
            assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
            int[] classes = {3, 0, 1, 2};
            double[] selected = Tensors.toDoubles(radius.of(classes, ScalarType.Double));
            for (int i = 0; i < classes.length; i++) {
                assertThat(selected[i]).isCloseTo(values[classes[i]], within(1e-12));
            }
            double[] probabilities = new CentroidProbability(COUNTS, statistics(2)).of(values);
            assertThat(Arrays.stream(probabilities)).allMatch(p -> p >= 0 && p <= 1);
            assertThat(probabilities[1]).isZero();
        }
    }

    @Test
    void valuesAreTheFormulas() {
        assertThat(new SampleCountRadiusConfig(10).build(DIMENSION, COUNTS).values())
                .containsExactly(0.5, 10, 2, 10);
        assertThat(new SharedRadiusConfig(3).build(DIMENSION, COUNTS).values()).containsExactly(3, 3, 3, 3);
        assertThat(new ErmRadiusConfig().build(DIMENSION, COUNTS).values()).containsOnly(0);
        try (Radius learned = new LearnedRadiusConfig(1.5, 2, 0.1).build(DIMENSION, COUNTS)) {
            for (double eps : learned.values()) {
                assertThat(eps).isCloseTo(1.5, within(1e-6));
            }
            assertThat(learned.learningRateScale()).isEqualTo(2);
            assertThat(learned.weightDecay()).isEqualTo(0.1);
        }
    }

    /** The theorem's promise: the calibrated ball has p = 1 - delta for every class that has images. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.05, 0.5, 0.99})
    void calibratedRadiiHaveTheProbabilityAskedFor(double delta) {
        try (Radius radius = new CalibratedRadiusConfig(delta).build(DIMENSION, COUNTS)) {
            radius.takeStatistics(statistics(2));
            double[] p = new CentroidProbability(COUNTS, statistics(2)).of(radius.values());
            assertThat(p[0]).isCloseTo(1 - delta, within(1e-9));
            assertThat(p[2]).isCloseTo(1 - delta, within(1e-9));
            assertThat(p[3]).isCloseTo(1 - delta, within(1e-9));
        }
    }

    @Test
    void probabilityAtZeroVarianceAndZeroOrNegativeRadius() {
        CentroidProbability exact = new CentroidProbability(COUNTS, new double[4], DIMENSION);
        assertThat(exact.of(0, 0)).isEqualTo(1);
        assertThat(exact.log(0, 1)).isZero();
        assertThat(exact.logSlope(0, 1)).isZero();
        CentroidProbability probability = new CentroidProbability(COUNTS, statistics(2));
        assertThat(probability.of(0, 0)).isZero();
        assertThat(probability.of(0, -1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.01, 0.2, 1, 5})
    void logSlopeIsTheDerivativeOfTheLogarithm(double eps) {
        CentroidProbability probability = new CentroidProbability(COUNTS, statistics(2));
        double step = eps * 1e-5;
        for (int label : new int[] {0, 2, 3}) {
            double numeric = (probability.log(label, eps + step) - probability.log(label, eps - step)) / (2 * step);
            assertThat(probability.logSlope(label, eps)).isCloseTo(numeric, within(1e-5 * Math.abs(numeric) + 1e-8));
        }
    }

    /** A bound whose slope is the same for every class, against the price: the optimum falls with the count. */
    @Test
    void pricedRadiiAreLargerForSmallerClassesAtTheOptimum() {
        ClassCounts counts = ClassCounts.of(500, 100, 20, 5, 2);
        int[] classes = {0, 1, 2, 3, 4};
        double[] weights = {0.2, 0.2, 0.2, 0.2, 0.2};
        try (Radius radius = new LearnedPricedRadiusConfig(1, 1, 1, 0).build(DIMENSION, counts)) {
            radius.takeStatistics(new FeatureStatistics(
                    new double[5][DIMENSION],
                    Arrays.stream(counts.toArray())
                            .mapToDouble(n -> (n - 1) * DIMENSION * 0.5)
                            .toArray(),
                    counts.toArray(),
                    Optional.empty()));
            for (int step = 0; step < 2000; step++) {
                try (StepScope scope = StepScope.open()) {
                    Tensor rho = Objects.requireNonNull(radius.parameters().get("rho"));
                    Tensor radii = radius.of(classes, ScalarType.Double);
                    Tensor bound = radii.mean().mul(new org.bytedeco.pytorch.Scalar(1.2)); // 2 (1 - P), P = 0.4
                    bound.add(radius.price(classes, radii, weights).orElseThrow())
                            .backward();
                    double[] moved = Tensors.toDoubles(rho);
                    double[] gradient = Tensors.toDoubles(rho.grad());
                    for (int i = 0; i < moved.length; i++) {
                        moved[i] -= 0.5 * gradient[i];
                    }
                    rho.mutable_grad().reset();
                    radius.restore(Map.of("rho", Tensors.doubles(moved, moved.length)));
                }
            }
            double[] values = radius.values();
            for (int i = 1; i < values.length; i++) {
                assertThat(values[i]).isGreaterThan(values[i - 1] * 1.05);
            }
            CentroidProbability probability =
                    new CentroidProbability(counts, new double[] {0.5, 0.5, 0.5, 0.5, 0.5}, DIMENSION);
            for (int i = 0; i < values.length; i++) { // where the two slopes balance
                assertThat(probability.logSlope(i, values[i])).isCloseTo(1.2, within(0.02));
            }
        }
    }

    /** A checkpoint's tensors are closed after it is read, and an optimizer writes into the parameter in place. */
    @Test
    void whatIsRestoredSharesNothingWithItsSource() {
        try (StepScope scope = StepScope.open();
                Radius radius = new LearnedRawRadiusConfig(1, 1, 0).build(DIMENSION, COUNTS)) {
            float[] values = new float[COUNTS.classCount()];
            java.util.Arrays.fill(values, 0.25f);
            Tensor source = Tensors.floats(values, values.length);
            radius.restore(Map.of("rho", source));
            assertThat(radius.values()).containsOnly(0.25);
            source.zero_();
            assertThat(radius.values()).containsOnly(0.25);
        }
    }

    @Test
    void theUnpricedRadiusIsOnlyEverPulledDown() {
        try (StepScope scope = StepScope.open();
                Radius radius = new LearnedRadiusConfig(1, 1, 0).build(DIMENSION, COUNTS)) {
            assertThat(radius.price(new int[] {0}, radius.of(new int[] {0}, ScalarType.Float), new double[] {1}))
                    .isEmpty();
        }
    }

    private static FeatureStatistics statistics(double variance) {
        double[] scatter = new double[COUNTS.classCount()];
        for (int label = 0; label < scatter.length; label++) {
            scatter[label] = Math.max(COUNTS.of(label) - 1, 0) * DIMENSION * variance;
        }
        return new FeatureStatistics(
                new double[COUNTS.classCount()][DIMENSION], scatter, COUNTS.toArray(), Optional.empty());
    }
}
