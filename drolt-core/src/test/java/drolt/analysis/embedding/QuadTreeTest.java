package drolt.analysis.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadTreeTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void withoutCoarsenessItIsTheDoubleLoop(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(200);
        double[] points = new double[2 * size];
        for (int i = 0; i < points.length; i++) {
            // some points share a place, some lie very near each other
            points[i] = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextGaussian() * Math.pow(10, -seed % 4);
        }
        QuadTree tree = new QuadTree(points);
        double[] sums = new double[3];
        for (int i = 0; i < size; i++) {
            tree.push(i, 0, sums);
            double[] expected = new double[3];
            for (int j = 0; j < size; j++) {
                double dx = points[2 * i] - points[2 * j];
                double dy = points[2 * i + 1] - points[2 * j + 1];
                double q = 1 / (1 + dx * dx + dy * dy);
                expected[0] += j == i ? 0 : q * q * dx;
                expected[1] += j == i ? 0 : q * q * dy;
                expected[2] += j == i ? 0 : q;
            }
            assertThat(sums).containsExactly(expected, within(1e-9));
        }
    }
}
