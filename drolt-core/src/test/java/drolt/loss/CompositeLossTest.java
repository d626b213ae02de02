package drolt.loss;

import static drolt.loss.robust.DroLtConfigTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.AugmentedCentroidConfig;
import drolt.centroid.CentroidConfig;
import drolt.centroid.CentroidSource;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.MovingAverageCentroidConfig;
import drolt.loss.robust.BoundForm;
import drolt.loss.robust.ClassTermWeighting;
import drolt.loss.robust.Denominator;
import drolt.loss.robust.DistanceKind;
import drolt.loss.robust.DroLtConfig;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.radius.SharedRadiusConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses made of losses. */
@ExtendWith(SingleThreadedEngine.class)
class CompositeLossTest {
    private static final LossCase BATCH = LossCase.random(12, 5, 3, 8);
    private static final LossConfig PLAIN = LossCase.PLAIN.alone();
    private static final LossConfig FOCAL = new FocalConfig(2, ClassWeighting.NONE, null, FocalForm.EXACT);
    private static final DroLtConfig LEARNED =
            robust(Denominator.BATCH, new CleanCentroidConfig(), new LearnedRadiusConfig(1, 3, 0.25));
    private static final DroLtConfig MOVING =
            robust(Denominator.BATCH, new MovingAverageCentroidConfig(0.7), new LearnedRadiusConfig(2, 3, 0.25));
    private static final DroLtConfig EXACT =
            robust(Denominator.EXACT, new CleanCentroidConfig(), new LearnedPricedRadiusConfig(1, 1, 3, 0.25));
    private static final DroLtConfig AUGMENTED =
            robust(Denominator.BATCH, new AugmentedCentroidConfig(), new SharedRadiusConfig(2));

    private static DroLtConfig robust(Denominator denominator, CentroidConfig centroids, RadiusConfig radius) {
        return LossCase.joint(
                0,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                denominator,
                ClassTermWeighting.BATCH,
                1,
                centroids,
                radius);
    }

    private static SumConfig sum(double first, LossConfig one, double second, LossConfig other) {
        return new SumConfig(List.of(new LossTerm(first, one), new LossTerm(second, other)));
    }

    private static double value(LossConfig config) {
        return ClassificationLossTest.value(config, BATCH, ScalarType.Double);
    }

    private static double step(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            return loss.value(batch.input(ScalarType.Float)).total().item_double();
        }
    }

    @Test
    void aSumIsTheWeightedSumOfItsTerms() {
        assertThat(value(sum(0.3, FOCAL, 2, AUGMENTED)))
                .isCloseTo(0.3 * value(FOCAL) + 2 * value(AUGMENTED), within(1e-13));
        SumConfig three = new SumConfig(
                List.of(new LossTerm(0.5, PLAIN), new LossTerm(0.25, sum(1, FOCAL, 1, PLAIN)), new LossTerm(2, FOCAL)));
        assertThat(value(three)).isCloseTo(0.75 * value(PLAIN) + 2.25 * value(FOCAL), within(1e-13));
    }

    @Test
    void aSumOfOneLossIsThatLossAndAVanishingTermVanishes() {
        assertThat(value(sum(0.25, FOCAL, 0.75, FOCAL))).isCloseTo(value(FOCAL), within(1e-15));
        assertThat(value(sum(1, FOCAL, 1e-30, PLAIN))).isEqualTo(value(FOCAL));
        assertThat(value(sum(1e-30, FOCAL, 1, PLAIN))).isEqualTo(value(PLAIN));
    }

    @Test
    void everyTermsPartsAreReportedUnderTheirOwnNames() {
        try (StepScope scope = StepScope.open();
                Loss loss = BATCH.loss(sum(0.3, PLAIN, 2, new DeferredConfig(1, LEARNED, PLAIN)));
                Loss robust = BATCH.loss(LEARNED)) {
            Map<String, Double> parts = parts(loss);
            assertThat(parts.keySet()).containsExactly("terms.0.crossEntropy", "terms.1.robust", "terms.1.ownMass");
            assertThat(parts).containsEntry("terms.0.crossEntropy", value(PLAIN));
            robust.restore(Map.of("radius.rho", loss.parameters().get("terms.1.first.radius.rho")));
            assertThat(parts.get("terms.1.robust")).isEqualTo(parts(robust).get("robust"));
        }
    }

    private static Map<String, Double> parts(Loss loss) {
        Map<String, Double> parts = new LinkedHashMap<>();
        loss.value(BATCH.input(ScalarType.Double))
                .parts()
                .forEach(part -> parts.put(part.name(), part.value().item_double()));
        return parts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void deferredIsTheFirstLossToTheBitUntilItsEpochAndThenTheOther(int until) {
        try (Loss loss = BATCH.loss(new DeferredConfig(until, FOCAL, PLAIN));
                Loss first = BATCH.loss(FOCAL);
                Loss then = BATCH.loss(PLAIN)) {
            assertThat(step(loss, BATCH)).as("before any epoch").isEqualTo(step(first, BATCH));
            for (int epoch : new int[] {0, 1, 2, 3, 400, 0}) {
                loss.startEpoch(epoch);
                assertThat(step(loss, BATCH))
                        .as("epoch %d, from 1", epoch + 1)
                        .isEqualTo(step(epoch + 1 <= until ? first : then, BATCH));
            }
        }
    }

    @Test
    void anEpochAsksOnlyForWhatItsLossNeeds() {
        try (Loss loss = BATCH.loss(new DeferredConfig(1, EXACT, sum(1, PLAIN, 1, AUGMENTED)))) {
            assertThat(loss.centroidSource()).isEqualTo(CentroidSource.CLEAN);
            assertThat(loss.needsStoredFeatures()).isTrue();
            assertThat(loss.radii()).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-6));
            loss.startEpoch(1);
            assertThat(loss.centroidSource()).isEqualTo(CentroidSource.AUGMENTED);
            assertThat(loss.needsStoredFeatures()).isFalse();
            assertThat(loss.radii()).containsOnly(2);
            loss.takeStatistics(Map.of(LossInput.FEATURES, BATCH.statistics()));
            assertThat(step(loss, BATCH)).isFinite();
        }
    }

    @Test
    void learnedParametersKeepTheirOwnRateAndDecay() {
        for (LossConfig config : List.of(sum(1, PLAIN, 1, LEARNED), new DeferredConfig(2, PLAIN, LEARNED))) {
            try (Loss loss = BATCH.loss(config)) {
                assertThat(loss.learningRateScale()).isEqualTo(3);
                assertThat(loss.weightDecay()).isEqualTo(0.25);
            }
        }
        try (Loss loss = BATCH.loss(new DeferredConfig(2, LEARNED, MOVING))) {
            assertThat(loss.parameters()).containsOnlyKeys("first.radius.rho", "then.radius.rho");
        }
    }

    static Stream<LossConfig> stateful() {
        return Stream.of(
                sum(0.5, PLAIN, 2, EXACT),
                sum(0.5, MOVING, 2, FOCAL),
                new DeferredConfig(1, MOVING, EXACT),
                new DeferredConfig(1, sum(1, MOVING, 1, PLAIN), sum(1, LEARNED, 1, PLAIN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stateful")
    void aRestoredLossGoesOnWithTheSameBits(LossConfig config) {
        LossCase next = LossCase.random(13, 5, 3, 6);
        for (int epoch : new int[] {0, 1}) {
            try (Loss loss = BATCH.loss(config);
                    Loss restored = config.build(new LossContext(3, BATCH.classCounts(), 1))) {
                step(loss, BATCH);
                loss.startEpoch(epoch);
                loss.takeStatistics(Map.of(LossInput.FEATURES, BATCH.statistics()));
                step(loss, next);
                try (StepScope scope = StepScope.open()) {
                    Map<String, Tensor> moved = new LinkedHashMap<>();
                    loss.parameters()
                            .forEach((name, rho) -> moved.put(name, rho.detach().mul(new Scalar(2.0))));
                    loss.restore(moved); // as if the optimizer had been there
                }
                restored.restore(copies(loss));
                restored.startEpoch(epoch);
                assertThat(step(restored, next)).isEqualTo(step(loss, next)).isNotZero();
                assertThat(step(restored, BATCH)).isEqualTo(step(loss, BATCH));
                assertThat(restored.radii()).isEqualTo(loss.radii());
            }
        }
    }

    private static Map<String, Tensor> copies(Loss loss) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        try (StepScope scope = StepScope.open()) {
            loss.state().forEach((name, tensor) -> copies.put(name, scope.keep(tensor.clone())));
        }
        return copies;
    }

    @Test
    void closingFreesEveryLossWithin() {
        Loss loss = BATCH.loss(new DeferredConfig(1, sum(1, PLAIN, 1, LEARNED), MOVING));
        List<Tensor> parameters = List.copyOf(loss.parameters().values());
        assertThat(parameters).hasSize(2);
        loss.close();
        assertThat(parameters).allMatch(tensor -> tensor.isNull());
    }

    @Test
    void onlyParametersOfTheEpochsLossGetAGradient() {
        try (StepScope scope = StepScope.open();
                Loss loss = BATCH.loss(new DeferredConfig(1, sum(1, PLAIN, 1, LEARNED), MOVING))) {
            loss.value(BATCH.input(ScalarType.Float)).total().backward();
            Map<String, Tensor> parameters = loss.parameters();
            assertThat(parameters.get("first.terms.1.radius.rho").grad().defined())
                    .isTrue();
            assertThat(parameters.get("then.radius.rho").grad().defined()).isFalse();
            assertThat(Tensors.toDoubles(parameters.get("then.radius.rho"))).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY})
    void aTermsWeightIsAboveZero(double wrong) {
        refused("weight", "above 0", () -> new LossTerm(wrong, PLAIN));
    }

    @Test
    void combinationsThatCannotWorkAreRefused() {
        refused("terms", "at least two", () -> new SumConfig(List.of()));
        refused("terms", "at least two", () -> new SumConfig(List.of(new LossTerm(1, PLAIN))));
        refused("terms", "one pass", () -> sum(1, LEARNED, 1, AUGMENTED));
        refused("terms", "one pass", () -> sum(1, new DeferredConfig(1, LEARNED, AUGMENTED), 1, PLAIN));
        refused("terms", "radii", () -> sum(1, LEARNED, 1, EXACT));
        refused("terms", "radii", () -> sum(1, sum(1, PLAIN, 1, LEARNED), 1, MOVING));
        refused("until", "at least 1", () -> new DeferredConfig(0, PLAIN, FOCAL));
        DroLtConfig slower =
                robust(Denominator.BATCH, new CleanCentroidConfig(), new LearnedRadiusConfig(1, 0.5, 0.25));
        DroLtConfig decaying = robust(Denominator.BATCH, new CleanCentroidConfig(), new LearnedRadiusConfig(1, 3, 0));
        for (DroLtConfig other : List.of(slower, decaying)) {
            refused("then", "learningRateScale", () -> new DeferredConfig(1, LEARNED, other));
        }
    }
}
