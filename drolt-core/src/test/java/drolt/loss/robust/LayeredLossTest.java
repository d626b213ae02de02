package drolt.loss.robust;

import static drolt.loss.robust.DroLtConfigTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.CentroidConfig;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.FeatureStatistics;
import drolt.centroid.MovingAverageCentroidConfig;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossTerm;
import drolt.loss.LossValue;
import drolt.loss.SingleThreadedEngine;
import drolt.loss.SumConfig;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.radius.SampleCountRadiusConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The robust term on several layers. */
@ExtendWith(SingleThreadedEngine.class)
class LayeredLossTest {
    private static final LossCase LAST = LossCase.random(21, 5, 3, 8);
    private static final LossCase MIDDLE = like(LAST, 22, 6);
    private static final CentroidConfig CLEAN = new CleanCentroidConfig();
    private static final List<String> BOTH = List.of("features", "layer2");

    /** The same labels, counts and images seen by another layer. */
    private static LossCase like(LossCase batch, long seed, int dimension) {
        LossCase other = LossCase.random(seed, 5, dimension, 8);
        return new LossCase(
                other.features(),
                batch.logits(),
                batch.labels(),
                batch.indices(),
                other.centroids(),
                batch.counts(),
                batch.unmeasured(),
                other.scatter(),
                other.rho(),
                new FeatureStatistics.StoredFeatures(
                        other.stored().features(),
                        batch.stored().labels(),
                        batch.stored().indices()));
    }

    private static DroLtConfig config(
            double lambda,
            Denominator denominator,
            CentroidConfig centroids,
            RadiusConfig radius,
            @Nullable List<String> layers) {
        return new DroLtConfig(
                lambda,
                Combination.JOINT,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                denominator,
                ClassTermWeighting.BATCH,
                1,
                LossCase.PLAIN,
                centroids,
                radius,
                layers);
    }

    private static Loss build(DroLtConfig config) {
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        dimensions.put("stem", 2);
        dimensions.put("layer2", 6);
        dimensions.put("features", 3);
        return config.build(new LossContext(dimensions, LAST.classCounts(), 1, null));
    }

    private static Loss measured(DroLtConfig config) {
        Loss loss = build(config);
        loss.takeStatistics(Map.of("features", LAST.statistics(), "layer2", MIDDLE.statistics()));
        return loss;
    }

    private static LossInput input(ScalarType type) {
        LossInput last = LAST.input(type);
        return new LossInput(
                last.features(),
                last.logits(),
                last.labels(),
                last.hostLabels(),
                last.indices(),
                Map.of("layer2", MIDDLE.input(type).features()),
                List.of(),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Denominator.class)
    void twoLayersGiveTheMeanOfTheirTermsEachWithItsOwnCentroidsAndRadii(Denominator denominator) {
        double expected = 0;
        for (LossCase layer : List.of(LAST, MIDDLE)) {
            expected += new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1)
                            .value(
                                    DroLtOracle.Situation.of(layer, layer.softplusRadii(), denominator),
                                    layer.sampleWeights(ClassTermWeighting.BATCH))
                    / 2;
        }
        try (StepScope scope = StepScope.open();
                Loss loss = measured(config(0, denominator, CLEAN, new LearnedRadiusConfig(1, 1, 0), BOTH))) {
            loss.restore(Map.of(
                    "layers.features.radius.rho", Tensors.doubles(LAST.rho(), 5),
                    "layers.layer2.radius.rho", Tensors.doubles(MIDDLE.rho(), 5)));
            LossValue value = loss.value(input(ScalarType.Double));
            assertThat(value.total().item_double()).isCloseTo(expected, within(1e-10 * (1 + expected)));
            assertThat(value.parts().stream().map(LossValue.Part::name))
                    .containsExactly("features.robust", "features.ownMass", "layer2.robust", "layer2.ownMass");
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Denominator.BATCH, CLEAN, new SampleCountRadiusConfig(10)),
                Arguments.of(Denominator.EXACT, CLEAN, new LearnedPricedRadiusConfig(1, 1, 1, 0)),
                Arguments.of(
                        Denominator.BATCH, new MovingAverageCentroidConfig(0.7), new LearnedRadiusConfig(1, 1, 0)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theFeaturesByNameAreTheFeaturesToTheBit(
            Denominator denominator, CentroidConfig centroids, RadiusConfig radius) {
        double[][] results = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (StepScope scope = StepScope.open();
                    Loss loss = measured(
                            config(0.3, denominator, centroids, radius, i == 0 ? null : List.of("features")))) {
                LossInput input = input(ScalarType.Float);
                Tensor total = loss.value(input).total();
                total.backward();
                double[] gradient = Tensors.toDoubles(input.features().grad());
                double value = total.item_double();
                results[i] = IntStream.rangeClosed(0, gradient.length)
                        .mapToDouble(j -> j == 0 ? value : gradient[j - 1])
                        .toArray();
            }
        }
        assertThat(results[1]).containsExactly(results[0]);
        assertThat(results[0]).doesNotContain(0);
    }

    @Test
    void theGradientReachesBothLayersAndOnlyTheLearnedRadiiOfEach() {
        try (StepScope scope = StepScope.open();
                Loss loss =
                        measured(config(0.5, Denominator.BATCH, CLEAN, new LearnedRadiusConfig(1, 2, 0.25), BOTH))) {
            LossInput input = input(ScalarType.Float);
            loss.value(input).total().backward();
            for (String layer : BOTH) {
                assertThat(Tensors.toDoubles(input.features(layer).grad()))
                        .as(layer)
                        .doesNotContain(0);
            }
            assertThat(loss.parameters()).containsOnlyKeys("layers.features.radius.rho", "layers.layer2.radius.rho");
            loss.parameters()
                    .forEach((name, rho) -> assertThat(
                                    Arrays.stream(Tensors.toDoubles(rho.grad())).sum())
                            .as(name)
                            .isPositive());
            assertThat(loss.learningRateScale()).isEqualTo(2);
            assertThat(loss.weightDecay()).isEqualTo(0.25);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRestoredLossGoesOnWithTheSameBits(Denominator denominator, CentroidConfig centroids, RadiusConfig radius) {
        DroLtConfig config = config(0.5, denominator, centroids, radius, BOTH);
        try (Loss loss = measured(config);
                Loss restored = build(config)) {
            step(loss);
            try (StepScope scope = StepScope.open()) {
                Map<String, Tensor> copies = new LinkedHashMap<>();
                loss.state().forEach((name, tensor) -> copies.put(name, tensor.clone()));
                restored.restore(copies);
            }
            assertThat(step(restored)).isEqualTo(step(loss)).isNotZero();
        }
    }

    private static double step(Loss loss) {
        try (StepScope scope = StepScope.open()) {
            return loss.value(input(ScalarType.Float)).total().item_double();
        }
    }

    /** Whatever the order of their names. */
    @Test
    void theRadiiThatArePrintedAreThoseOfTheDeepestLayer() {
        for (List<String> order : List.of(BOTH, List.of("layer2", "features"))) {
            try (StepScope scope = StepScope.open();
                    Loss loss =
                            measured(config(0, Denominator.BATCH, CLEAN, new LearnedRadiusConfig(1, 1, 0), order))) {
                loss.restore(Map.of("layers.features.radius.rho", Tensors.doubles(LAST.rho(), 5)));
                assertThat(loss.radii()).containsExactly(LAST.softplusRadii(), within(1e-6));
                assertThat(loss.radiusLayer()).isEqualTo("features");
                assertThat(loss.layers()).containsExactlyElementsOf(order);
            }
        }
    }

    @Test
    void aSumAsksForTheLayersOfItsTermsAndHandsThemOn() {
        LossConfig plain = LossCase.PLAIN.alone();
        DroLtConfig layered = config(0, Denominator.BATCH, CLEAN, new SampleCountRadiusConfig(3), List.of("layer2"));
        SumConfig sum = new SumConfig(List.of(new LossTerm(1, plain), new LossTerm(2, layered)));
        assertThat(sum.needs().layers()).containsExactly("layer2");
        Map<String, Integer> dimensions = Map.of("features", 3, "layer2", 6);
        try (Loss whole = sum.build(new LossContext(dimensions, LAST.classCounts(), 1, null));
                Loss first = plain.build(new LossContext(dimensions, LAST.classCounts(), 1, null));
                Loss second = measured(layered)) {
            whole.takeStatistics(Map.of("features", LAST.statistics(), "layer2", MIDDLE.statistics()));
            assertThat(whole.layers()).containsExactly("features", "layer2");
            assertThat(whole.radiusLayer()).isEqualTo("layer2");
            assertThat(step(whole)).isCloseTo(step(first) + 2 * step(second), within(1e-5));
        }
    }

    @Test
    void layersAreNamedOnceAndTheReleasedProgramHasNone() {
        RadiusConfig radius = new SampleCountRadiusConfig(1);
        refused("layers", "no layer", () -> config(0, Denominator.BATCH, CLEAN, radius, List.of()));
        refused("layers", "twice", () -> config(0, Denominator.BATCH, CLEAN, radius, List.of("stem", "stem")));
        DroLtConfig released = LossCase.robust(BoundForm.RELEASED, radius);
        assertThat(released.isReleased()).isTrue();
        assertThat(new DroLtConfig(
                                0,
                                Combination.SUM,
                                BoundForm.RELEASED,
                                DistanceKind.EUCLIDEAN,
                                Denominator.BATCH,
                                ClassTermWeighting.BATCH,
                                1,
                                LossCase.PLAIN,
                                CLEAN,
                                radius,
                                BOTH)
                        .isReleased())
                .isFalse();
    }

    @Test
    void aLayerThatWasNotAskedForIsMissedAloud() {
        try (Loss loss = measured(config(0, Denominator.BATCH, CLEAN, new SampleCountRadiusConfig(1), BOTH));
                StepScope scope = StepScope.open()) {
            assertThatThrownBy(() -> loss.value(LAST.input(ScalarType.Float)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no features of layer layer2; Loss.layers must name it");
            assertThatThrownBy(() -> loss.takeStatistics(Map.of(LossInput.FEATURES, LAST.statistics())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no statistics of layer layer2");
        }
    }
}
