package drolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.analysis.embedding.TSneOptions;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingBenchmarkTest {
    private static final TSneOptions FEW_STEPS = new TSneOptions(5, 3, 0.5);

    @Test
    void fewerPointsAreReportedAndHeldAgainstNothing() {
        BenchmarkFigure figure = EmbeddingBenchmark.run(150, FEW_STEPS);
        assertThat(figure.name()).isEqualTo("t-SNE, 150 points");
        assertThat(figure.value()).isPositive();
        assertThat(figure.unit()).isEqualTo("s");
        assertThat(figure.bar()).isNull();
        assertThat(figure.holds()).isNull();
        assertThat(figure.note()).contains("64 dimensions, 100 clusters, 3 steps, ");
    }

    @Test
    void pointsOfOneClusterLieNearerToEachOtherThanToThoseOfTheNext() {
        int points = 4 * EmbeddingBenchmark.CLUSTERS;
        float[] rows = EmbeddingBenchmark.features(points, new Random(1));
        assertThat(rows).hasSize(points * EmbeddingBenchmark.DIMENSION);
        for (int i = 0; i + EmbeddingBenchmark.CLUSTERS < points; i++) {
            assertThat(distance(rows, i, i + EmbeddingBenchmark.CLUSTERS))
                    .as("point %d", i)
                    .isLessThan(distance(rows, i, i + 1));
        }
    }

    private static double distance(float[] rows, int i, int j) {
        double squares = 0;
        for (int d = 0; d < EmbeddingBenchmark.DIMENSION; d++) {
            squares += Math.pow(
                    rows[i * EmbeddingBenchmark.DIMENSION + d] - rows[j * EmbeddingBenchmark.DIMENSION + d], 2);
        }
        return Math.sqrt(squares);
    }
}
