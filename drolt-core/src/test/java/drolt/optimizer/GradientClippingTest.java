package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientClippingTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientsKeepTheirDirectionAndTheNormGoesDownToTheLimit(long seed) {
        Random random = new Random(seed);
        double[] a = random.doubles(1 + random.nextInt(9), -1, 1).toArray();
        double[] b = random.doubles(1 + random.nextInt(9), -1, 1).toArray();
        double norm = 0;
        for (double value : a) {
            norm += value * value;
        }
        for (double value : b) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        double limit = random.nextDouble() * 3 + 1e-3;
        double factor = Math.min(1, limit / (norm + 1e-6));

        try (Weights weights =
                new Weights().add("a", new double[a.length]).add("untouched", 1).add("b", new double[b.length])) {
            weights.gradient("a", a);
            weights.gradient("b", b);
            double before = new GradientClipping(limit).apply(weights.map().values());

            assertThat(before).isCloseTo(norm, within(1e-12));
            assertThat(weights.gradient("a")).containsExactly(scaled(a, factor), within(1e-12));
            assertThat(weights.gradient("b")).containsExactly(scaled(b, factor), within(1e-12));
            assertThat(weights.get("untouched").grad().defined()).isFalse();
        }
    }

    private static double[] scaled(double[] values, double factor) {
        return java.util.Arrays.stream(values).map(value -> value * factor).toArray();
    }

    @Test
    void noGradientAtAllHasNormZero() {
        try (Weights weights = new Weights().add("a", 1)) {
            assertThat(new GradientClipping(1).apply(weights.map().values())).isZero();
            assertThat(new GradientClipping(1).apply(List.of())).isZero();
        }
    }

    @Test
    void aNormThatIsNoNumberIsReported() {
        try (Weights weights = new Weights().add("a", 1)) {
            weights.gradient("a", Double.NaN);
            assertThat(new GradientClipping(1).apply(weights.map().values())).isNaN();
        }
    }

    @Test
    void memoryStaysFlat() {
        try (Weights weights = new Weights().addFloats("a", new float[30_000], 30_000)) {
            weights.gradient("a", new double[30_000]);
            long before = 0;
            for (int i = 0; i < 3000; i++) {
                if (i == 300) {
                    before = Pointer.physicalBytes();
                }
                new GradientClipping(1).apply(weights.map().values());
            }
            assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
        }
    }
}
