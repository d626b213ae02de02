package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who owns what an optimizer remembers, and that it remembers no more. */
class OptimizerMemoryTest {
    private static int threads;

    /** Vectors this small gain nothing from threads, and on a busy machine these wait for each other at every operation. */
    @BeforeAll
    static void oneThread() {
        threads = Engine.threads();
        Engine.setThreads(1);
    }

    @AfterAll
    static void allThreads() {
        Engine.setThreads(threads);
    }

    @ParameterizedTest
    @MethodSource("drolt.optimizer.OptimizerTest#kinds")
    void stateSurvivesTheScopesAroundAStep(OptimizerConfig config) {
        try (Weights weights = new Weights().add("w", new double[1000]);
                Optimizer optimizer = config.build(weights.oneGroup(0))) {
            double[] ones = new double[1000];
            Arrays.fill(ones, 1);
            try (StepScope outer = StepScope.open()) {
                try (StepScope inner = StepScope.open()) {
                    weights.gradient("w", ones);
                    optimizer.step(0.1);
                }
            }
            optimizer.state().forEach((name, tensor) -> {
                assertThat(tensor.isNull()).isFalse();
                assertThat(Tensors.toDoubles(tensor)).as(name).doesNotContain(0);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("drolt.optimizer.OptimizerTest#kinds")
    void memoryStaysFlatOverThousandsOfSteps(OptimizerConfig config) {
        float[] start = new float[30_000];
        double[] gradient = new double[start.length];
        try (Weights weights = new Weights().addFloats("w", start, start.length);
                Optimizer optimizer = config.build(weights.oneGroup(1e-4))) {
            long before = 0;
            for (int step = 0; step < 3000; step++) {
                if (step == 300) {
                    before = Pointer.physicalBytes();
                }
                if (step % 50 == 0) {
                    optimizer.clearGradients();
                    weights.gradient("w", gradient);
                }
                optimizer.step(0.1);
            }
            // One leaked tensor a step would be 324 MB.
            assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
        }
    }
}
