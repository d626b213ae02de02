package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer owes its callers, and the numbers of each against plain Java. */
class OptimizerTest {
    private static final int STEPS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static Stream<OptimizerConfig> kinds() {
        return Stream.of(
                new SgdConfig(0.1, 0, false, 1e-2, null),
                new SgdConfig(0.1, 0.9, false, 1e-2, null),
                new SgdConfig(0.1, 0.9, true, 1e-2, null),
                new AdamConfig(0.01, 0.9, 0.999, 1e-8, 1e-2, null),
                new AdamWConfig(0.01, 0.9, 0.999, 1e-8, 1e-2, null));
    }

    private static double[] gaussian(Random random, int size) {
        return random.doubles(size).map(u -> random.nextGaussian()).toArray();
    }

    /** Two groups of random rate, decay and size, random rates and gradients, one of them missing now and then. */
    private static void compare(OptimizerConfig config, PlainOptimizer.Factory factory, Random random) {
        try (Weights weights = new Weights()) {
            List<PlainOptimizer> plain = new ArrayList<>();
            List<ParameterGroup> groups = new ArrayList<>();
            for (String name : List.of("backbone", "radius")) {
                double[] start = gaussian(random, 1 + random.nextInt(20));
                double scale = 0.1 + random.nextDouble();
                double decay = random.nextBoolean() ? 0 : random.nextDouble() * 0.1;
                weights.add(name, start);
                groups.add(weights.group(scale, decay, name));
                plain.add(factory.create(start.clone(), scale, decay));
            }
            try (Optimizer optimizer = config.build(groups)) {
                for (int step = 0; step < STEPS; step++) {
                    double rate = config.learningRate() * random.nextDouble();
                    for (int i = 0; i < plain.size(); i++) {
                        if (random.nextInt(4) > 0) {
                            double[] gradient = gaussian(random, plain.get(i).weights.length);
                            weights.gradient(i == 0 ? "backbone" : "radius", gradient);
                            plain.get(i).step(gradient, rate);
                        }
                    }
                    optimizer.step(rate);
                    optimizer.clearGradients();
                }
            }
            assertThat(weights.values("backbone")).containsExactly(plain.get(0).weights, within(1e-11));
            assertThat(weights.values("radius")).containsExactly(plain.get(1).weights, within(1e-11));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sgdIsItsFormula(long seed) {
        Random random = new Random(seed);
        double momentum = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        boolean nesterov = momentum > 0 && random.nextBoolean();
        compare(
                new SgdConfig(0.1, momentum, nesterov, 0, null),
                (start, scale, decay) -> PlainOptimizer.sgd(start, scale, decay, momentum, nesterov),
                random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void adamIsItsFormula(long seed) {
        Random random = new Random(seed);
        double beta1 = random.nextDouble() * 0.99;
        double beta2 = 0.5 + random.nextDouble() * 0.499;
        compare(
                new AdamConfig(0.01, beta1, beta2, 1e-8, 0, null),
                (start, scale, decay) -> PlainOptimizer.adam(start, scale, decay, beta1, beta2, false),
                random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void adamWIsItsFormula(long seed) {
        Random random = new Random(seed);
        double beta1 = random.nextDouble() * 0.99;
        double beta2 = 0.5 + random.nextDouble() * 0.499;
        compare(
                new AdamWConfig(0.01, beta1, beta2, 1e-8, 0, null),
                (start, scale, decay) -> PlainOptimizer.adam(start, scale, decay, beta1, beta2, true),
                random);
    }

    @Test
    void sgdByHand() {
        try (Weights weights = new Weights().add("w", 1.0);
                Optimizer optimizer = new SgdConfig(1, 0.5, false, 0, null).build(weights.oneGroup(0.25))) {
            weights.gradient("w", 2);
            optimizer.step(0.1); // v = 2 + 0.25 = 2.25, w = 1 - 0.225
            assertThat(weights.values("w")[0]).isEqualTo(0.775, within(1e-15));
            optimizer.step(0.1); // the same gradient: v = 1.125 + 2 + 0.19375 = 3.31875
            assertThat(weights.values("w")[0]).isEqualTo(0.443125, within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void parametersWithoutGradientAreLeftAlone(OptimizerConfig config) {
        try (Weights weights = new Weights().add("frozen", 1, 2).add("live", 1, 2);
                Optimizer optimizer = config.build(weights.oneGroup(0.1))) {
            weights.gradient("live", 1, 1);
            optimizer.step(0.1);

            assertThat(weights.values("frozen")).containsExactly(1, 2);
            assertThat(weights.values("live")).doesNotContain(1, 2);
            assertThat(optimizer.state().keySet()).allMatch(name -> name.startsWith("live."));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsAreLeftAsTheyAreUntilCleared(OptimizerConfig config) {
        try (Weights weights = new Weights().add("w", 1, 2);
                Optimizer optimizer = config.build(weights.oneGroup(0.1))) {
            weights.gradient("w", 3, 4);
            optimizer.step(0.1);
            optimizer.step(0.1);
            assertThat(weights.gradient("w")).containsExactly(3, 4);

            optimizer.clearGradients();
            assertThat(weights.get("w").grad().defined()).isFalse();
            weights.gradient("w", 5, 6);
            assertThat(weights.gradient("w")).containsExactly(5, 6);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void restoredStateContinuesToTheBit(OptimizerConfig config) {
        Random random = new Random(7);
        float[] start = new float[37];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) random.nextGaussian();
        }
        try (Weights weights = new Weights().addFloats("w", start, 37);
                Optimizer original = config.build(weights.oneGroup(1e-2))) {
            for (int step = 0; step < 5; step++) {
                weights.gradient("w", gaussian(random, 37));
                original.step(0.05);
                original.clearGradients();
            }
            try (Weights copies = new Weights().addFloats("w", Tensors.toFloats(weights.get("w")), 37);
                    Optimizer restored = config.build(copies.oneGroup(1e-2))) {
                restored.restore(original.state());
                for (int step = 0; step < 5; step++) {
                    double[] gradient = gaussian(random, 37);
                    weights.gradient("w", gradient);
                    copies.gradient("w", gradient);
                    original.step(0.05);
                    restored.step(0.05);
                }
                assertThat(Tensors.toFloats(copies.get("w"))).containsExactly(Tensors.toFloats(weights.get("w")));
                assertThat(restored.state().keySet()).isEqualTo(original.state().keySet());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void restoringAnEmptyStateForgetsEverything(OptimizerConfig config) {
        try (Weights weights = new Weights().add("w", 1, 2);
                Optimizer optimizer = config.build(weights.oneGroup(0))) {
            weights.gradient("w", 3, 4);
            optimizer.step(0.1);
            optimizer.restore(Map.of());
            assertThat(optimizer.state()).isEmpty();
        }
    }

    @Test
    void stateOfAnotherNetworkIsRefusedAndChangesNothing() {
        OptimizerConfig config = new AdamConfig(0.01, 0.9, 0.999, 1e-8, 0, null);
        try (Weights weights = new Weights().add("w", 1, 2);
                Optimizer optimizer = config.build(weights.oneGroup(0));
                StepScope scope = StepScope.open()) {
            weights.gradient("w", 3, 4);
            optimizer.step(0.1);
            Map<String, Tensor> state = optimizer.state();

            Map<String, Tensor> foreign = new LinkedHashMap<>(state);
            foreign.put("other.step", Tensors.longs(new int[] {1}, 1));
            assertThatThrownBy(() -> optimizer.restore(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other.step");

            Map<String, Tensor> reshaped = new LinkedHashMap<>(state);
            reshaped.put("w.firstMoment", Tensors.doubles(new double[3], 3));
            assertThatThrownBy(() -> optimizer.restore(reshaped)).hasMessageContaining("w.firstMoment");

            Map<String, Tensor> retyped = new LinkedHashMap<>(state);
            retyped.put("w.firstMoment", Tensors.floats(new float[2], 2));
            assertThatThrownBy(() -> optimizer.restore(retyped)).hasMessageContaining("w.firstMoment");

            Map<String, Tensor> incomplete = new LinkedHashMap<>(state);
            incomplete.remove("w.step");
            assertThatThrownBy(() -> optimizer.restore(incomplete)).hasMessageContaining("incomplete");

            assertThat(optimizer.state().keySet()).containsExactly("w.firstMoment", "w.secondMoment", "w.step");
            assertThat(Tensors.toLongs(Objects.requireNonNull(optimizer.state().get("w.step"))))
                    .containsExactly(1);
        }
    }

    @Test
    void twoParametersOfOneNameAreRefused() {
        try (Weights weights = new Weights().add("w", 1)) {
            List<ParameterGroup> groups = List.of(weights.group(1, 0, "w"), weights.group(1, 0, "w"));
            assertThatThrownBy(() -> new SgdConfig(0.1, 0, false, 0, null).build(groups))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("w");
        }
    }
}
