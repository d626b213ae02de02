package drolt.analysis.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseAffinitiesTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aPointsNeighborsHaveTheWishedPerplexity(long seed) {
        Random random = new Random(seed);
        double perplexity = 2 + 20 * random.nextDouble();
        double[] squared =
                random.doubles(90, 0, Math.pow(10, random.nextInt(8) - 4)).toArray();
        double[] conditional = SparseAffinities.conditional(squared, perplexity);
        double entropy = -Arrays.stream(conditional)
                .filter(p -> p > 0)
                .map(p -> p * Math.log(p))
                .sum();
        assertThat(Math.exp(entropy)).isCloseTo(perplexity, within(1e-6 * perplexity));
        assertThat(Arrays.stream(conditional).sum()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pairsAreSymmetricAndSumToOne(long seed) {
        Random random = new Random(seed);
        int size = 30 + random.nextInt(50);
        float[] rows = new float[size * 4];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        SparseAffinities affinities = SparseAffinities.of(rows, 4, 5);
        double[][] full = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int entry = affinities.starts()[i]; entry < affinities.starts()[i + 1]; entry++) {
                full[i][affinities.neighbors()[entry]] += affinities.values()[entry];
            }
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            assertThat(full[i][i]).isZero();
            for (int j = 0; j < size; j++) {
                assertThat(full[i][j]).isEqualTo(full[j][i]);
                sum += full[i][j];
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }
}
