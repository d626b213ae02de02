package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.analysis.CentroidBounds.Tightness;
import drolt.inference.FeatureMatrix;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against plain loops, the counterexample to Theorem 1, and centroids drawn in the ball without the search. */
class CentroidBoundsTest {
    private static final int CLASSES = 3;
    private static final int DIMENSION = 2;

    private static BackbonePass features(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % CLASSES;
            for (int d = 0; d < DIMENSION; d++) {
                values[i * DIMENSION + d] = (float) (random.nextGaussian() + labels[i]);
            }
        }
        FeatureMatrix matrix = new FeatureMatrix(values, labels, DIMENSION);
        return BackbonePass.of("", matrix, matrix, CLASSES);
    }

    private static BoundBatch batch(BackbonePass pass, int... rows) {
        return BoundBatch.of(pass.train(), rows, pass.statistics().centroids());
    }

    /** log of the sum of exp(d_z - d_k + margin), term by term. */
    private static double plain(BoundBatch batch, int sample, double[] mu, double margin, boolean onlyItself) {
        double sum = 0;
        for (int k = 0; k < batch.size(); k++) {
            boolean spared = onlyItself ? k == sample : batch.labels()[k] == batch.labels()[sample];
            double exponent = Math.hypot(mu[0] - batch.features()[sample][0], mu[1] - batch.features()[sample][1])
                    - Math.hypot(mu[0] - batch.features()[k][0], mu[1] - batch.features()[k][1]);
            sum += Math.exp(exponent + (spared ? 0 : margin));
        }
        return Math.log(sum);
    }

    @Test
    void theFormsAreThoseOfPlainLoops() {
        BoundBatch batch = batch(features(1, 12), 0, 1, 2, 3, 4, 5, 7, 8);
        for (int sample = 0; sample < batch.size(); sample++) {
            double[] mu = batch.centroid(sample);
            double eps = 0.3 + sample;
            assertThat(RobustForm.PAPER.value(batch, sample, eps))
                    .isCloseTo(plain(batch, sample, mu, 2 * eps, false), within(1e-12));
            assertThat(RobustForm.RELEASED.value(batch, sample, eps))
                    .isCloseTo(plain(batch, sample, mu, eps, false), within(1e-12));
            assertThat(RobustForm.CERTIFIED.value(batch, sample, eps))
                    .isCloseTo(plain(batch, sample, mu, 2 * eps, true), within(1e-12));
            assertThat(RobustForm.LOWER.value(batch, sample, eps))
                    .isCloseTo(plain(batch, sample, mu, -2 * eps, true), within(1e-12));
        }
    }

    /** One dimension, mu_hat = 0, z = 1, z' = -1: Eq. 11 says log 2, the worst centroid log(1 + exp(2 min(eps, 1))). */
    @Test
    void theSearchFindsTheWorstCentroidOfTheCounterexample() {
        for (double eps : new double[] {0.1, 0.5, 1, 3}) {
            BoundBatch line = new BoundBatch(new double[][] {{1}, {-1}}, new int[2], new double[][] {{0}});
            LossRange range = LossRange.search(line, 0, eps, new Random(1));
            double reach = 2 * Math.min(eps, 1);
            assertThat(range.greatest()).isCloseTo(Math.log1p(Math.exp(reach)), within(1e-12));
            assertThat(range.least()).isCloseTo(Math.log1p(Math.exp(-reach)), within(1e-12));
            assertThat(RobustForm.PAPER.gap(RobustForm.PAPER.value(line, 0, eps), range))
                    .isCloseTo(Math.log(2) - Math.log1p(Math.exp(reach)), within(1e-12));
        }
    }

    /** In the plane a fine grid of the disc finds the extremes; the search must come near them and never pass them. */
    @Test
    void theSearchComesNearTheExtremesOfTheBallAndStaysWithinIt() {
        BackbonePass pass = features(2, 12);
        BoundBatch batch = batch(pass, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (double eps : new double[] {0.2, 1}) {
            for (int sample = 0; sample < batch.size(); sample++) {
                double[] centre = batch.centroid(sample);
                double least = Double.POSITIVE_INFINITY;
                double greatest = Double.NEGATIVE_INFINITY;
                for (int ring = 0; ring <= 60; ring++) {
                    for (int spoke = 0; spoke < 360; spoke++) {
                        double radius = eps * ring / 60;
                        double angle = spoke * Math.PI / 180;
                        double[] mu = {centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)};
                        double loss = plain(batch, sample, mu, 0, true);
                        least = Math.min(least, loss);
                        greatest = Math.max(greatest, loss);
                    }
                }
                LossRange range = LossRange.search(batch, sample, eps, new Random(sample));
                // The slope is at most 2, and no point of the disc farther from the grid than half a cell's diagonal.
                double missed = 2 * Math.hypot(eps / 120, eps * Math.PI / 360);
                assertThat(range.greatest()).isBetween(greatest - missed, greatest + missed);
                assertThat(range.least()).isBetween(least - missed, least + missed);
            }
        }
    }

    @Test
    void certifiedAndLowerAreNeverViolatedAndPaperIs() {
        double[] radii = {0.5, 1, 0.2};
        for (CentroidBounds bounds : CentroidBounds.of("CE", features(3, 300), radii, 7)) {
            Tightness paper = bounds.of(RobustForm.PAPER);
            for (RobustForm form : new RobustForm[] {RobustForm.CERTIFIED, RobustForm.LOWER}) {
                Tightness tightness = bounds.of(form);
                assertThat(tightness.samples()).isEqualTo(300);
                assertThat(tightness.violated()).isZero();
                assertThat(tightness.largestExcess()).isZero();
                assertThat(tightness.gap()).isPositive();
                int[] samples = bounds.classes(form).stream()
                        .mapToInt(Tightness::samples)
                        .toArray();
                assertThat(samples).containsExactly(100, 100, 100);
                double together = bounds.classes(form).stream()
                        .mapToDouble(one -> one.gap() * one.samples() / 300)
                        .sum();
                assertThat(together).isCloseTo(tightness.gap(), within(1e-9));
            }
            assertThat(paper.gap()).isLessThan(bounds.of(RobustForm.CERTIFIED).gap());
            System.out.printf(
                    Locale.ROOT,
                    "scale %.2f: paper violated for %.1f%%, by up to %.3f%n",
                    bounds.scale(),
                    100 * paper.violated(),
                    paper.largestExcess());
        }
    }

    @Test
    void aRadiusOfZeroLeavesEveryFormWithoutGap() {
        CentroidBounds.of("CE", features(4, 40), new double[CLASSES], 7)
                .forEach(bounds -> assertThat(bounds.tightness().values()).allSatisfy(tightness -> {
                    assertThat(tightness.gap()).isCloseTo(0, within(1e-12));
                    assertThat(tightness.violated()).isZero();
                }));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        BackbonePass pass = features(5, 200);
        double[] radii = {0.5, 1, 0.2};
        assertThat(CentroidBounds.of("CE", pass, radii, 7)).isEqualTo(CentroidBounds.of("CE", pass, radii, 7));
    }

    @Test
    void tightnessIsMadeOfTheGapsBelowZero() {
        Tightness tightness = Tightness.of(new double[] {1, -0.5, 2, -0.1});
        assertThat(tightness.gap()).isCloseTo(0.6, within(1e-12));
        assertThat(tightness.violated()).isEqualTo(0.5);
        assertThat(tightness.excess()).isCloseTo(0.3, within(1e-12));
        assertThat(tightness.largestExcess()).isEqualTo(0.5);
        assertThat(Tightness.of(new double[0]).gap()).isNaN();
    }
}
