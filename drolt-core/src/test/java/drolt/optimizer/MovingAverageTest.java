package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MovingAverageTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static void set(Tensor weight, double... values) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            weight.copy_(Tensors.doubles(values, values.length));
        }
    }

    private static Tensor state(MovingAverage average, String name) {
        return Objects.requireNonNull(average.state().get(name));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theAverageIsTheWeightedSumOfAllWeights(long seed) {
        Random random = new Random(seed);
        double decay = random.nextDouble();
        double[] start = random.doubles(7, -1, 1).toArray();
        double[] expected = start.clone();
        try (Weights weights = new Weights().add("w", start);
                MovingAverage average = new MovingAverageConfig(decay).build(weights.map())) {
            for (int step = 0; step < 30; step++) {
                double[] now = random.doubles(7, -1, 1).toArray();
                set(weights.get("w"), now);
                average.update();
                for (int i = 0; i < 7; i++) {
                    expected[i] = decay * expected[i] + (1 - decay) * now[i];
                }
            }
            assertThat(Tensors.toDoubles(state(average, "w"))).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void swappedInWeightsAreTheAveragesAndComeBackToTheBit() {
        try (Weights weights = new Weights().add("w", 0.1, 0.2);
                MovingAverage average = new MovingAverageConfig(0.75).build(weights.map())) {
            set(weights.get("w"), 0.3, 1.0 / 3);
            average.update();
            double[] averaged = Tensors.toDoubles(state(average, "w"));
            try (MovingAverage.Swap swap = average.swapIn()) {
                assertThat(weights.values("w")).containsExactly(averaged);
                assertThatThrownBy(average::update).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(average::state).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(average::swapIn).isInstanceOf(IllegalStateException.class);
                swap.close();
            }
            assertThat(weights.values("w")).containsExactly(0.3, 1.0 / 3);
            assertThat(Tensors.toDoubles(state(average, "w"))).containsExactly(averaged);
            assertThat(weights.get("w").requires_grad()).isTrue();
        }
    }

    @Test
    void countersAreCopiedNotAveraged() {
        try (StepScope scope = StepScope.open()) {
            Tensor counter = Tensors.longs(new int[] {3}, 1);
            try (MovingAverage average = new MovingAverageConfig(0.9).build(Map.of("batches", counter))) {
                counter.fill_(new org.bytedeco.pytorch.Scalar(8L));
                average.update();
                assertThat(Tensors.toLongs(state(average, "batches"))).containsExactly(8);
            }
        }
    }

    @Test
    void restoredAverageContinuesToTheBit() {
        try (Weights weights = new Weights().add("w", 0.1, 0.2);
                MovingAverage average = new MovingAverageConfig(0.9).build(weights.map())) {
            set(weights.get("w"), 0.7, 0.8);
            average.update();
            try (MovingAverage restored = new MovingAverageConfig(0.9).build(weights.map())) {
                restored.restore(average.state());
                set(weights.get("w"), -1.3, 0.9);
                average.update();
                restored.update();
                assertThat(Tensors.toDoubles(state(restored, "w")))
                        .containsExactly(Tensors.toDoubles(state(average, "w")));
            }
        }
    }

    @Test
    void averagesOfOtherWeightsAreRefused() {
        try (Weights weights = new Weights().add("w", 0.1, 0.2);
                MovingAverage average = new MovingAverageConfig(0.9).build(weights.map());
                StepScope scope = StepScope.open()) {
            assertThatThrownBy(() -> average.restore(Map.of())).isInstanceOf(IllegalArgumentException.class);
            Map<String, Tensor> reshaped = new LinkedHashMap<>(Map.of("w", Tensors.doubles(new double[3], 3)));
            assertThatThrownBy(() -> average.restore(reshaped)).hasMessageContaining("average w has shape [3]");
        }
    }

    @Test
    void memoryStaysFlat() {
        try (Weights weights = new Weights().addFloats("w", new float[30_000], 30_000);
                MovingAverage average = new MovingAverageConfig(0.9).build(weights.map())) {
            long before = 0;
            for (int i = 0; i < 2000; i++) {
                if (i == 300) {
                    before = Pointer.physicalBytes();
                }
                average.update();
                average.swapIn().close();
            }
            assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
        }
    }
}
