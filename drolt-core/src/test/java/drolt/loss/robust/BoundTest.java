package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.LossCase;
import drolt.loss.SingleThreadedEngine;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.SharedRadiusConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which forms bound the negative log-likelihood for every centroid within the radius: Theorem 1 claims it of Eq. 11,
 * which does not follow; the certified form does.
 */
@ExtendWith(SingleThreadedEngine.class)
class BoundTest {
    private static final int CENTROID_SETS = 10_000;

    /** One dimension, mu_hat = 0, z = 1, z' = -1, one class: Eq. 11 says log 2 whatever the radius. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 3})
    void theCounterexampleToTheorem1(double eps) {
        LossCase line = LossCase.random(1, 1, 1, 2)
                .withFeatures(new double[][] {{1}, {-1}})
                .withCentroids(new double[][] {{0}});
        double paper = DroLtLossOracleTest.robust(
                LossCase.robust(BoundForm.PAPER, new SharedRadiusConfig(eps)), line, ScalarType.Double);
        double certified = DroLtLossOracleTest.robust(
                LossCase.robust(BoundForm.CERTIFIED, new SharedRadiusConfig(eps)), line, ScalarType.Double);
        double atMinusEps = likelihoodLoss(line, new double[][] {{-eps}}, 0);

        assertThat(atMinusEps).isCloseTo(Math.log1p(Math.exp(2 * Math.min(eps, 1))), within(1e-12));
        assertThat(paper).isCloseTo(Math.log(2), within(1e-12)).isLessThan(atMinusEps);
        assertThat(certified).isGreaterThanOrEqualTo(atMinusEps - 1e-12);
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void certifiedHoldsForEveryCentroidWithinTheRadiusAndPaperDoesNot(long seed) {
        boolean oneClass = seed % 2 == 0; // there the slip shows; in a batch of many classes hardly
        LossCase batch = LossCase.random(seed, oneClass ? 1 : 4, 2, 8);
        double[] radii = batch.softplusRadii();
        DroLtOracle certified = new DroLtOracle(BoundForm.CERTIFIED, DistanceKind.EUCLIDEAN, 1);
        DroLtOracle paper = new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1);
        DroLtOracle.Situation situation = DroLtOracle.Situation.of(batch, radii, Denominator.BATCH);
        Random random = new Random(seed);
        double certifiedTotal = DroLtLossOracleTest.robust(
                LossCase.robust(BoundForm.CERTIFIED, new LearnedRadiusConfig(1, 1, 0)), batch, ScalarType.Double);

        double[] certifiedBounds = new double[8];
        double[] paperBounds = new double[8];
        for (int i = 0; i < 8; i++) {
            certifiedBounds[i] = certified.sampleLoss(situation, i);
            paperBounds[i] = paper.sampleLoss(situation, i);
        }
        long violations = 0;
        double largest = 0;
        for (int set = 0; set < CENTROID_SETS; set++) {
            double[][] centroids = insideBalls(random, batch.centroids(), radii);
            double[] losses = new double[8];
            for (int i = 0; i < 8; i++) {
                losses[i] = likelihoodLoss(batch, centroids, i);
                assertThat(losses[i]).isLessThanOrEqualTo(certifiedBounds[i] + 1e-12);
                if (losses[i] > paperBounds[i] + 1e-12) {
                    violations++;
                    largest = Math.max(largest, losses[i] - paperBounds[i]);
                }
            }
            assertThat(balanced(batch.labels(), losses)).isLessThanOrEqualTo(certifiedTotal + 1e-12);
        }
        System.out.printf(
                Locale.ROOT,
                "Eq. 11 violated, %s: %.2f%% of samples, by up to %.3f%n",
                oneClass ? "one class" : "four classes",
                violations * 100.0 / (8 * CENTROID_SETS),
                largest);
        if (oneClass) {
            assertThat(violations).isPositive();
        }
    }

    @Test
    void aRadiusOfZeroBoundsNothingButTheEmpiricalCentroid() {
        LossCase batch = LossCase.random(2, 1, 2, 6);
        double certified = DroLtLossOracleTest.robust(
                LossCase.robust(BoundForm.CERTIFIED, new SharedRadiusConfig(0)), batch, ScalarType.Double);
        double[] losses = new double[6];
        for (int i = 0; i < 6; i++) {
            losses[i] = likelihoodLoss(batch, batch.centroids(), i);
        }
        assertThat(certified).isCloseTo(balanced(batch.labels(), losses), within(1e-12));
    }

    /** -log P(z | mu), Eq. 6. */
    private static double likelihoodLoss(LossCase batch, double[][] centroids, int sample) {
        double[] centroid = centroids[batch.labels()[sample]];
        return DroLtOracle.logSumExp(Arrays.stream(batch.features())
                .map(other -> distance(centroid, batch.features()[sample]) - distance(centroid, other))
                .toList());
    }

    private static double distance(double[] a, double[] b) {
        return new DroLtOracle(BoundForm.PAPER, DistanceKind.EUCLIDEAN, 1).distance(a, b);
    }

    /** One point in each ball; a third of them on its surface, where the bound is tightest. */
    private static double[][] insideBalls(Random random, double[][] centres, double[] radii) {
        double[][] points = LossCase.gaussian(random, centres.length, centres[0].length, 1);
        for (int c = 0; c < points.length; c++) {
            double norm = Math.sqrt(Arrays.stream(points[c]).map(x -> x * x).sum());
            double length = random.nextInt(3) == 0 ? radii[c] : radii[c] * Math.sqrt(random.nextDouble());
            for (int i = 0; i < points[c].length; i++) {
                points[c][i] = centres[c][i] + points[c][i] / norm * length;
            }
        }
        return points;
    }

    private static double balanced(int[] labels, double[] losses) {
        int[] classes = Arrays.stream(labels).distinct().toArray();
        double sum = 0;
        for (int label : classes) {
            double of = 0;
            int count = 0;
            for (int i = 0; i < labels.length; i++) {
                of += labels[i] == label ? losses[i] : 0;
                count += labels[i] == label ? 1 : 0;
            }
            sum += of / count;
        }
        return sum / classes.length;
    }
}
