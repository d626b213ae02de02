package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.CleanCentroidConfig;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.SingleThreadedEngine;
import drolt.radius.ErmRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.radius.SampleCountRadiusConfig;
import drolt.radius.SharedRadiusConfig;
import drolt.tensor.StepScope;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss against the same equations in plain Java. */
@ExtendWith(SingleThreadedEngine.class)
public class DroLtLossOracleTest {
    private static final LearnedRadiusConfig LEARNED = new LearnedRadiusConfig(1, 1, 0);

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void robustTermIsEquation18InPlainDoubles(long seed) {
        LossCase batch = LossCase.random(seed);
        Random random = new Random(seed + 1_000_000);
        BoundForm form = pick(random, BoundForm.values());
        DistanceKind distance =
                form == BoundForm.CERTIFIED ? DistanceKind.EUCLIDEAN : pick(random, DistanceKind.values());
        Denominator denominator =
                form == BoundForm.RELEASED_SCRAMBLED ? Denominator.BATCH : pick(random, Denominator.values());
        ClassTermWeighting weighting = pick(random, ClassTermWeighting.values());
        double temperature = pick(random, 1.0, 1.0, 0.07, 5.0);
        RadiusConfig radius =
                pick(random, LEARNED, LEARNED, new SampleCountRadiusConfig(10), new SharedRadiusConfig(2));
        DroLtConfig config = LossCase.robust(form, distance, denominator, weighting, temperature, radius);

        DroLtOracle oracle = new DroLtOracle(form, distance, temperature);
        DroLtOracle.Situation situation = DroLtOracle.Situation.of(batch, radii(batch, radius), denominator);
        double expected = oracle.value(situation, batch.sampleWeights(weighting));
        double magnitude = largestExponent(batch, situation, oracle, temperature);

        assertThat(robust(config, batch, ScalarType.Double))
                .as("%s %s", config, batch)
                .isCloseTo(expected, within(1e-10 * (1 + magnitude)));
        assertThat(robust(config, batch, ScalarType.Float))
                .as("float32 %s", config)
                .isCloseTo(expected, within(3e-6 * (1 + magnitude)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jointLossIsEquation19(long seed) {
        LossCase batch = LossCase.random(seed);
        double lambda = new Random(seed).nextDouble();
        DroLtConfig joint = LossCase.joint(
                lambda,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                new CleanCentroidConfig(),
                LEARNED);
        DroLtConfig sum = new DroLtConfig(
                lambda,
                Combination.SUM,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                LossCase.PLAIN,
                new CleanCentroidConfig(),
                LEARNED,
                null);
        double robust = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1)
                .value(
                        DroLtOracle.Situation.of(batch, batch.softplusRadii(), Denominator.BATCH),
                        batch.sampleWeights(ClassTermWeighting.BATCH));
        double entropy = crossEntropy(batch);

        assertThat(robust(joint, batch, ScalarType.Double))
                .isCloseTo(lambda * entropy + (1 - lambda) * robust, within(1e-9 * (1 + robust)));
        assertThat(robust(sum, batch, ScalarType.Double)).isCloseTo(entropy + robust, within(1e-9 * (1 + robust)));
    }

    public static double robust(LossConfig config, LossCase batch, ScalarType type) {
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(config)) {
            return loss.value(batch.input(type)).total().item_double();
        }
    }

    private static double[] radii(LossCase batch, RadiusConfig radius) {
        if (radius instanceof ErmRadiusConfig) {
            return new double[batch.counts().length];
        }
        if (radius instanceof SharedRadiusConfig shared) {
            return Arrays.stream(batch.counts()).mapToDouble(n -> shared.eps()).toArray();
        }
        if (radius instanceof SampleCountRadiusConfig counted) {
            return Arrays.stream(batch.counts())
                    .mapToDouble(n -> n == 0 ? counted.eps() : counted.eps() / Math.sqrt(n))
                    .toArray();
        }
        return batch.softplusRadii();
    }

    private static double largestExponent(
            LossCase batch, DroLtOracle.Situation situation, DroLtOracle oracle, double temperature) {
        double largest = 0;
        for (int label : batch.labels()) {
            for (double[] feature : batch.features()) {
                largest = Math.max(largest, oracle.distance(batch.centroids()[label], feature));
            }
            for (double[] feature : situation.otherFeatures()) {
                largest = Math.max(largest, oracle.distance(batch.centroids()[label], feature));
            }
        }
        return (largest + 20) / temperature;
    }

    private static double crossEntropy(LossCase batch) {
        double sum = 0;
        for (int i = 0; i < batch.labels().length; i++) {
            double[] logits = batch.logits()[i];
            sum += DroLtOracle.logSumExp(Arrays.stream(logits).boxed().toList()) - logits[batch.labels()[i]];
        }
        return sum / batch.labels().length;
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
