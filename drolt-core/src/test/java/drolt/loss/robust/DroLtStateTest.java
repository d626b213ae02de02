package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.CentroidConfig;
import drolt.centroid.CentroidSource;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.MovingAverageCentroidConfig;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.SingleThreadedEngine;
import drolt.radius.CalibratedRadiusConfig;
import drolt.radius.ErmRadiusConfig;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a loss keeps between steps, and that a checkpoint can hold it. */
@ExtendWith(SingleThreadedEngine.class)
class DroLtStateTest {
    private static final LossCase BATCH = LossCase.random(12, 5, 3, 8);

    static Stream<Arguments> configs() {
        return Stream.of(
                Arguments.of(new CleanCentroidConfig(), new ErmRadiusConfig(), Denominator.BATCH),
                Arguments.of(new CleanCentroidConfig(), new CalibratedRadiusConfig(0.05), Denominator.EXACT),
                Arguments.of(new CleanCentroidConfig(), new LearnedPricedRadiusConfig(1, 1, 1, 0), Denominator.EXACT),
                Arguments.of(
                        new MovingAverageCentroidConfig(0.7), new LearnedRadiusConfig(1, 1, 0), Denominator.BATCH));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aRestoredLossGoesOnWithTheSameBits(CentroidConfig centroids, RadiusConfig radius, Denominator denominator) {
        DroLtConfig config = LossCase.joint(
                0.5,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                denominator,
                ClassTermWeighting.BATCH,
                1,
                centroids,
                radius);
        try (Loss loss = BATCH.loss(config);
                Loss restored = build(config)) {
            step(loss, BATCH);
            restored.restore(stored(loss));
            LossCase next = LossCase.random(13, 5, 3, 6);
            assertThat(step(restored, next)).isEqualTo(step(loss, next)).isNotZero();
            assertThat(step(restored, BATCH)).isEqualTo(step(loss, BATCH));
        }
    }

    /** As a file would: values, nothing shared. */
    private static Map<String, Tensor> stored(Loss loss) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        try (StepScope scope = StepScope.open()) {
            loss.state().forEach((name, tensor) -> copies.put(name, scope.keep(tensor.clone())));
        }
        return copies;
    }

    private static double step(Loss loss) {
        return step(loss, BATCH);
    }

    private static double step(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            return loss.value(batch.input(ScalarType.Float)).total().item_double();
        }
    }

    private static Loss build(LossConfig config) {
        return config.build(new LossContext(3, BATCH.classCounts(), 1));
    }

    @Test
    void tensorsOfALossOutliveTheScopesTheyWereMadeIn() {
        DroLtConfig config = LossCase.robust(
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.EXACT,
                ClassTermWeighting.BATCH,
                1,
                new LearnedPricedRadiusConfig(1, 1, 1, 0));
        Loss loss;
        Map<String, Tensor> state;
        try (StepScope outer = StepScope.open();
                StepScope inner = StepScope.open()) {
            loss = BATCH.loss(config);
            state = loss.state();
        }
        try (loss) {
            assertThat(state)
                    .containsOnlyKeys(
                            "radius.rho",
                            "radius.variances",
                            "centroids.means",
                            "centroids.known",
                            "stored.features",
                            "stored.labels",
                            "stored.indices");
            state.values()
                    .forEach(tensor -> assertThat(Tensors.toDoubles(tensor)).isNotEmpty());
            assertThat(step(loss)).isFinite();
        }
    }

    @Test
    void restoringKeepsTheParameterThatTheOptimizerHolds() {
        try (Loss loss = BATCH.loss(LossCase.robust(BoundForm.PAPER, new LearnedRadiusConfig(1, 1, 0)));
                StepScope scope = StepScope.open()) {
            Tensor before = Objects.requireNonNull(loss.parameters().get("radius.rho"));
            Tensor other = Tensors.doubles(new double[] {1, 2, 3, 4, 5}, 5);
            loss.restore(Map.of("radius.rho", other));
            assertThat(loss.parameters().get("radius.rho")).isSameAs(before);
            assertThat(before.requires_grad()).isTrue();
            assertThat(Tensors.toDoubles(before)).containsExactly(1, 2, 3, 4, 5);
            loss.value(BATCH.input(ScalarType.Float)).total().backward();
            assertThat(before.grad().defined()).isTrue();
        }
    }

    /** The first batch's own class means are the centroids, so the value is the oracle's for them. */
    @Test
    void movingAverageIsTakenBeforeTheValue() {
        DroLtConfig config = LossCase.joint(
                0,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                new MovingAverageCentroidConfig(0.9),
                new ErmRadiusConfig());
        double[][] means = new double[5][3];
        for (int i = 0; i < 8; i++) {
            int label = BATCH.labels()[i];
            long count = Arrays.stream(BATCH.labels())
                    .filter(other -> other == label)
                    .count();
            for (int j = 0; j < 3; j++) {
                means[label][j] += BATCH.features()[i][j] / count;
            }
        }
        LossCase measured = BATCH.withCentroids(means);
        double expected = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1)
                .value(
                        DroLtOracle.Situation.of(measured, new double[5], Denominator.BATCH),
                        measured.sampleWeights(ClassTermWeighting.BATCH));
        try (Loss loss = build(config)) {
            assertThat(step(loss)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void aPassIsAskedForOnlyWhereItIsNeeded() {
        try (Loss clean = build(LossCase.robust(BoundForm.PAPER, new ErmRadiusConfig()));
                Loss moving = build(LossCase.joint(
                        0.5,
                        BoundForm.PAPER,
                        DistanceKind.EUCLIDEAN,
                        Denominator.BATCH,
                        ClassTermWeighting.BATCH,
                        1,
                        new MovingAverageCentroidConfig(0.9),
                        new ErmRadiusConfig()));
                Loss plain = build(new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null))) {
            assertThat(clean.centroidSource()).isEqualTo(CentroidSource.CLEAN);
            assertThat(moving.centroidSource()).isEqualTo(CentroidSource.NONE);
            assertThat(plain.centroidSource()).isEqualTo(CentroidSource.NONE);
            assertThat(step(moving)).isFinite();
            assertThatThrownBy(() -> step(clean))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("takeStatistics");
        }
    }

    /** As many classes and dimensions as iNaturalist with a ResNet-50 has. */
    @Test
    void onlyCentroidsOfClassesInTheBatchBecomeTensors() {
        LossCase batch = LossCase.random(1, 8142, 2048, 16);
        try (StepScope all = StepScope.open();
                Loss loss = batch.loss(LossCase.robust(BoundForm.PAPER, new LearnedRadiusConfig(1, 1, 0)))) {
            LossInput input = batch.input(ScalarType.Float); // once: it has a weight for every class
            long before = org.bytedeco.javacpp.Pointer.physicalBytes();
            for (int i = 0; i < 20; i++) {
                try (StepScope scope = StepScope.open()) {
                    loss.value(input).total().backward();
                    assertThat(input.features().grad().defined()).isTrue();
                }
            }
            long grown = org.bytedeco.javacpp.Pointer.physicalBytes() - before;
            assertThat(grown).isLessThan(8142L * 2048 * 4); // less than one tensor of all centroids
        }
    }
}
