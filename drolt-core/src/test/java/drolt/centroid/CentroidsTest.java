package drolt.centroid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CentroidsTest {
    @BeforeAll
    static void loadEngine() {
        Engine.load();
    }

    @Test
    void measuredCentroidsAreTheStatisticsOwn() {
        Centroids centroids = new CleanCentroidConfig().build(3, 2);
        try (StepScope scope = StepScope.open()) {
            assertThatThrownBy(() -> centroids.of(new int[] {0}, ScalarType.Float))
                    .isInstanceOf(IllegalStateException.class);
            centroids.takeStatistics(new FeatureStatistics(
                    new double[][] {{1, 2}, {0, 0}, {5, 6}}, new double[3], new int[] {4, 0, 1}, Optional.empty()));
            assertThat(Tensors.toDoubles(centroids.of(new int[] {2, 0}, ScalarType.Float)))
                    .containsExactly(5, 6, 1, 2);
            assertThat(centroids.known(0)).isTrue();
            assertThat(centroids.known(1)).isFalse();
        }
    }

    @Test
    void movingAverageStartsAtTheFirstMeanAndThenForgets() {
        Centroids centroids = new MovingAverageCentroidConfig(0.75).build(3, 2);
        try (StepScope scope = StepScope.open()) {
            centroids.observe(Tensors.floats(new float[] {1, 2, 3, 4, 8, 8}, 3, 2), new int[] {0, 0, 2});
            assertThat(values(centroids, 0)).containsExactly(2, 3);
            assertThat(values(centroids, 2)).containsExactly(8, 8);
            assertThat(centroids.known(1)).isFalse();
            centroids.observe(Tensors.floats(new float[] {6, 7}, 1, 2), new int[] {0});
            assertThat(values(centroids, 0)).containsExactly(3, 4);
            assertThat(values(centroids, 2)).containsExactly(8, 8);
        }
    }

    @Test
    void movingAverageNearsTheMeanOfWhatItSees() {
        Centroids centroids = new MovingAverageCentroidConfig(0.5).build(1, 1);
        try (StepScope scope = StepScope.open()) {
            centroids.observe(Tensors.floats(new float[] {0}, 1, 1), new int[] {0});
            for (int step = 0; step < 60; step++) {
                centroids.observe(Tensors.floats(new float[] {5}, 1, 1), new int[] {0});
            }
            assertThat(values(centroids, 0)[0]).isCloseTo(5, within(1e-12));
        }
    }

    private static double[] values(Centroids centroids, int label) {
        return Tensors.toDoubles(centroids.of(new int[] {label}, ScalarType.Double));
    }
}
