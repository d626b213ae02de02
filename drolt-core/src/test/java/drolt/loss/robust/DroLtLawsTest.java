package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.FeatureStatistics.StoredFeatures;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.SingleThreadedEngine;
import drolt.radius.ErmRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.SharedRadiusConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold between values of the loss. */
@ExtendWith(SingleThreadedEngine.class)
class DroLtLawsTest {
    private static final LearnedRadiusConfig LEARNED = new LearnedRadiusConfig(1, 1, 0);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lambdaOneIsCrossEntropyToTheBit(long seed) {
        LossCase batch = LossCase.random(seed);
        DroLtConfig config = LossCase.joint(
                1,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                new CleanCentroidConfig(),
                LEARNED);
        try (StepScope scope = StepScope.open();
                Loss loss = config.build(new LossContext(batch.features()[0].length, batch.classCounts(), 1))) {
            LossInput input = batch.input(ScalarType.Float);
            Tensor total = loss.value(input).total(); // without a pass: the robust term is not computed at all
            Tensor expected = torch.cross_entropy_loss(input.logits(), input.labels());
            assertThat(Float.floatToIntBits(total.item_float())).isEqualTo(Float.floatToIntBits(expected.item_float()));
            assertThat(loss.parameters()).isEmpty();
            total.backward();
            assertThat(input.features().grad().defined()).isFalse();
        }
    }

    @Test
    void lambdaZeroNeedsNoLogits() {
        LossCase batch = LossCase.random(3, 4, 3, 6);
        for (double[] row : batch.logits()) {
            Arrays.fill(row, Double.NaN);
        }
        assertThat(DroLtLossOracleTest.robust(LossCase.robust(BoundForm.PAPER, LEARNED), batch, ScalarType.Float))
                .isFinite();
    }

    @ParameterizedTest
    @EnumSource(BoundForm.class)
    void radiusZeroIsTheErmForm(BoundForm form) {
        for (long seed = 0; seed < 30; seed++) {
            LossCase batch = LossCase.random(seed);
            double shared = DroLtLossOracleTest.robust(
                    LossCase.robust(form, new SharedRadiusConfig(0)), batch, ScalarType.Float);
            double erm =
                    DroLtLossOracleTest.robust(LossCase.robust(form, new ErmRadiusConfig()), batch, ScalarType.Float);
            double plain = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1)
                    .value(
                            DroLtOracle.Situation.of(batch, new double[batch.counts().length], Denominator.BATCH),
                            batch.sampleWeights(ClassTermWeighting.BATCH));
            assertThat(shared).isEqualTo(erm).isCloseTo(plain, within(1e-5 * (1 + plain)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void translationAndRotationChangeNothing(long seed) {
        LossCase batch = LossCase.random(seed, 5, 4, 10);
        Random random = new Random(seed);
        double[] shift = LossCase.gaussian(random, 1, 4, 5)[0];
        double angle = random.nextDouble() * 2 * Math.PI;
        LossCase moved = batch.withFeatures(moved(batch.features(), shift, angle))
                .withCentroids(moved(batch.centroids(), shift, angle));
        for (BoundForm form : BoundForm.values()) {
            DroLtConfig config = LossCase.robust(form, LEARNED);
            double before = DroLtLossOracleTest.robust(config, batch, ScalarType.Double);
            assertThat(DroLtLossOracleTest.robust(config, moved, ScalarType.Double))
                    .isCloseTo(before, within(1e-10 * before));
        }
    }

    private static double[][] moved(double[][] rows, double[] shift, double angle) {
        double[][] moved = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i].clone();
            row[0] = Math.cos(angle) * rows[i][0] - Math.sin(angle) * rows[i][2];
            row[2] = Math.sin(angle) * rows[i][0] + Math.cos(angle) * rows[i][2];
            for (int j = 0; j < row.length; j++) {
                row[j] += shift[j];
            }
            moved[i] = row;
        }
        return moved;
    }

    @ParameterizedTest
    @EnumSource(names = {"PAPER", "RELEASED", "CERTIFIED"})
    void exactDenominatorIsTheBatchOneWhereTheBatchIsAllThereIs(BoundForm form) {
        LossCase batch = LossCase.random(5, 4, 3, 8);
        int[] everyImage = IntStream.range(0, 8).toArray();
        float[] stale = new float[24]; // all replaced by the live ones
        LossCase whole =
                withIndices(batch, everyImage).withStored(new StoredFeatures(stale, batch.labels(), everyImage));
        DroLtConfig exact =
                LossCase.robust(form, DistanceKind.EUCLIDEAN, Denominator.EXACT, ClassTermWeighting.BATCH, 1, LEARNED);
        assertThat(DroLtLossOracleTest.robust(exact, whole, ScalarType.Double))
                .isCloseTo(
                        DroLtLossOracleTest.robust(LossCase.robust(form, LEARNED), whole, ScalarType.Double),
                        within(1e-12));
    }

    private static LossCase withIndices(LossCase batch, int[] indices) {
        return new LossCase(
                batch.features(),
                batch.logits(),
                batch.labels(),
                indices,
                batch.centroids(),
                batch.counts(),
                batch.unmeasured(),
                batch.scatter(),
                batch.rho(),
                batch.stored());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientOfARadiusIsTwiceTheMassOfTheOthers(long seed) {
        LossCase batch = LossCase.random(seed, 4, 3, 9);
        double[] eps = batch.softplusRadii();
        DroLtOracle oracle = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1);
        DroLtOracle.Situation situation = DroLtOracle.Situation.of(batch, eps, Denominator.BATCH);
        int[] present = Arrays.stream(batch.labels()).distinct().sorted().toArray();
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(LossCase.robust(BoundForm.PAPER, LEARNED))) {
            LossValue value = loss.value(batch.input(ScalarType.Double));
            value.total().backward();
            double[] gradient = Tensors.toDoubles(
                    Objects.requireNonNull(loss.parameters().get("radius.rho")).grad());
            double massSum = 0;
            for (int label : present) {
                double mass = oracle.ownMass(situation, first(batch.labels(), label));
                massSum += mass;
                double sigmoid = 1 / (1 + Math.exp(-batch.rho()[label]));
                assertThat(gradient[label])
                        .isCloseTo(2 * (1 - mass) / present.length * sigmoid, within(1e-6))
                        .isNotNegative();
            }
            assertThat(part(value, "ownMass")).isCloseTo(massSum / present.length, within(1e-12));
        }
    }

    private static int first(int[] labels, int label) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .findFirst()
                .orElseThrow();
    }

    private static double part(LossValue value, String name) {
        return value.parts().stream()
                .filter(part -> part.name().equals(name))
                .mapToDouble(part -> part.value().item_double())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scramblingHandsOutRadiiInBatchOrderToSamplesInClassOrder() {
        int[] labels = {2, 2, 0, 0, 1, 1};
        BatchClasses batch = BatchClasses.of(labels, 6);
        // class order lists samples 2 3 | 4 5 | 0 1; batch order hands them the radii of 2 2 | 0 0 | 1 1
        assertThat(batch.scrambledRows()).containsExactly(1, 1, 2, 2, 0, 0);
    }

    @Test
    void scramblingDoesNothingToABatchInClassOrderAndElseItDoes() {
        LossCase batch = LossCase.random(8, 4, 3, 8).withLabels(new int[] {0, 0, 1, 1, 2, 2, 3, 3});
        LossCase shuffled = batch.withLabels(new int[] {3, 3, 1, 1, 0, 0, 2, 2});
        DroLtConfig released = LossCase.robust(BoundForm.RELEASED, LEARNED);
        DroLtConfig scrambled = LossCase.robust(BoundForm.RELEASED_SCRAMBLED, LEARNED);

        assertThat(DroLtLossOracleTest.robust(scrambled, batch, ScalarType.Double))
                .isEqualTo(DroLtLossOracleTest.robust(released, batch, ScalarType.Double));
        assertThat(Math.abs(DroLtLossOracleTest.robust(scrambled, shuffled, ScalarType.Double)
                        - DroLtLossOracleTest.robust(released, shuffled, ScalarType.Double)))
                .isGreaterThan(1e-3);
    }

    @Test
    void aClassWithoutCentroidCountsAsOthersOnly() {
        LossCase batch = LossCase.random(9, 3, 2, 5).withLabels(new int[] {0, 0, 1, 2, 2});
        LossCase hidden = new LossCase(
                batch.features(),
                batch.logits(),
                batch.labels(),
                batch.indices(),
                batch.centroids(),
                batch.counts(),
                new boolean[] {false, false, true},
                batch.scatter(),
                batch.rho(),
                batch.stored());
        DroLtOracle oracle = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1);
        DroLtOracle.Situation situation = DroLtOracle.Situation.of(batch, batch.softplusRadii(), Denominator.BATCH);
        double expected = ((oracle.sampleLoss(situation, 0) + oracle.sampleLoss(situation, 1)) / 2
                        + oracle.sampleLoss(situation, 2))
                / 2;
        assertThat(DroLtLossOracleTest.robust(LossCase.robust(BoundForm.PAPER, LEARNED), hidden, ScalarType.Double))
                .isCloseTo(expected, within(1e-12));
    }
}
