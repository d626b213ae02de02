package drolt.analysis.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TSneTest {
    private static final int DIMENSION = 10;
    private static final int CLUSTERS = 6;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theExactGradientIsThatOfTheDivergence(long seed) {
        Random random = new Random(seed);
        int size = 12 + random.nextInt(20);
        SparseAffinities affinities = SparseAffinities.of(gaussian(random, size), DIMENSION, 3);
        double[] places = random.doubles(2L * size, -2, 2).toArray();
        double[] gradient = TSne.gradient(affinities, places, 1, 0);
        double step = 1e-5;
        for (int i = 0; i < places.length; i++) {
            double[] above = places.clone();
            double[] below = places.clone();
            above[i] += step;
            below[i] -= step;
            double slope = (divergence(affinities, above) - divergence(affinities, below)) / (2 * step);
            assertThat(gradient[i]).as("coordinate %d", i).isCloseTo(slope, within(1e-7));
        }
    }

    @Test
    void squaresThatStandForTheirPointsChangeTheGradientByLittle() {
        Random random = new Random(3);
        int size = 400;
        SparseAffinities affinities = SparseAffinities.of(gaussian(random, size), DIMENSION, 20);
        double[] places = random.doubles(2L * size, -10, 10).toArray();
        double[] exact = TSne.gradient(affinities, places, 0, 0);
        double[] coarse = TSne.gradient(affinities, places, 0, 0.5);
        double error = 0;
        double norm = 0;
        for (int i = 0; i < exact.length; i++) {
            error += (exact[i] - coarse[i]) * (exact[i] - coarse[i]);
            norm += exact[i] * exact[i];
        }
        assertThat(Math.sqrt(error / norm)).isLessThan(0.05).isGreaterThan(0);
    }

    @Test
    void clustersComeOutAsClusters() {
        float[] rows = clusters(new Random(4), 300, 8);
        double[] places = TSne.embed(rows, DIMENSION, null, new TSneOptions(20, 500, 0.5));
        assertThat(Trustworthiness.of(rows, DIMENSION, places, 10)).isGreaterThan(0.9);
        assertThat(shareWhoseNeighborIsOfTheirCluster(places)).isGreaterThan(0.98);
    }

    @Test
    void randomPlacesAreNotTrusted() {
        Random random = new Random(5);
        float[] rows = clusters(random, 300, 8);
        double[] places = random.doubles(600).toArray();
        assertThat(Trustworthiness.of(rows, DIMENSION, places, 10)).isCloseTo(0.5, within(0.1));
    }

    @Test
    void theSamePointsGiveTheSamePlacesWhateverTheThreads() throws Exception {
        float[] rows = clusters(new Random(6), 120, 3);
        TSneOptions options = new TSneOptions(10, 120, 0.5);
        double[] here = TSne.embed(rows, DIMENSION, null, options);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> TSne.embed(rows, DIMENSION, null, options))
                            .get())
                    .isEqualTo(here);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void aSecondEmbeddingThatStartsFromTheFirstKeepsItsFrame() {
        Random random = new Random(7);
        float[] rows = clusters(random, 240, 8);
        TSneOptions options = new TSneOptions(15, 400, 0.5);
        double[] first = TSne.embed(rows, DIMENSION, null, options);
        float[] others = rows.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] += (float) (0.2 * random.nextGaussian());
        }
        double[] second = TSne.embed(others, DIMENSION, first, options);
        assertThat(correlation(first, second)).isGreaterThan(0.9);
    }

    @Test
    void pointsInOnePlaceAreLaidOut() {
        float[] rows = new float[20 * DIMENSION];
        Arrays.fill(rows, 10 * DIMENSION, rows.length, 1F);
        double[] places = TSne.embed(rows, DIMENSION, null, new TSneOptions(5, 300, 0.5));
        assertThat(places).hasSize(40);
        assertThat(Arrays.stream(places)).allMatch(Double::isFinite);
    }

    @Test
    void whatCannotBeLaidOutIsRefused() {
        TSneOptions options = TSneOptions.USUAL;
        assertThatThrownBy(() -> TSne.embed(new float[3 * DIMENSION], DIMENSION, null, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 4");
        float[] rows = gaussian(new Random(8), 10);
        assertThatThrownBy(() -> TSne.embed(rows, DIMENSION, new double[4], options))
                .hasMessageContaining("2 places for 10 points");
        rows[3 * DIMENSION] = Float.NaN;
        assertThatThrownBy(() -> TSne.embed(rows, DIMENSION, null, options)).hasMessageContaining("row 3 holds NaN");
    }

    private static double divergence(SparseAffinities affinities, double[] places) {
        double total = 0;
        for (int i = 0; i < affinities.size(); i++) {
            for (int j = 0; j < affinities.size(); j++) {
                total += i == j ? 0 : kernel(places, i, j);
            }
        }
        double sum = 0;
        for (int i = 0; i < affinities.size(); i++) {
            for (int entry = affinities.starts()[i]; entry < affinities.starts()[i + 1]; entry++) {
                double p = affinities.values()[entry];
                sum += p * Math.log(p / (kernel(places, i, affinities.neighbors()[entry]) / total));
            }
        }
        return sum;
    }

    private static double kernel(double[] places, int i, int j) {
        double dx = places[2 * i] - places[2 * j];
        double dy = places[2 * i + 1] - places[2 * j + 1];
        return 1 / (1 + dx * dx + dy * dy);
    }

    private static float[] gaussian(Random random, int size) {
        float[] rows = new float[size * DIMENSION];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    /** Point i belongs to cluster i mod CLUSTERS. */
    private static float[] clusters(Random random, int size, double apart) {
        float[] centers = gaussian(random, CLUSTERS);
        float[] rows = gaussian(random, size);
        for (int i = 0; i < rows.length; i++) {
            int cluster = i / DIMENSION % CLUSTERS;
            rows[i] += (float) (apart * centers[cluster * DIMENSION + i % DIMENSION]);
        }
        return rows;
    }

    private static double shareWhoseNeighborIsOfTheirCluster(double[] places) {
        int size = places.length / 2;
        int right = 0;
        for (int i = 0; i < size; i++) {
            int nearest = -1;
            double best = -1;
            for (int j = 0; j < size; j++) {
                double near = i == j ? -1 : kernel(places, i, j);
                if (near > best) {
                    best = near;
                    nearest = j;
                }
            }
            right += nearest % CLUSTERS == i % CLUSTERS ? 1 : 0;
        }
        return right / (double) size;
    }

    private static double correlation(double[] first, double[] second) {
        double product = 0;
        double ofFirst = 0;
        double ofSecond = 0;
        for (int i = 0; i < first.length; i++) {
            product += first[i] * second[i];
            ofFirst += first[i] * first[i];
            ofSecond += second[i] * second[i];
        }
        return product / Math.sqrt(ofFirst * ofSecond);
    }
}
