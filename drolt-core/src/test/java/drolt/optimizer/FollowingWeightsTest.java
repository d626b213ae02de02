package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingWeightsTest {
    private static final int SIZE = 7;

    private static void set(Tensor weight, double... values) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            weight.copy_(Tensors.doubles(values, values.length));
        }
    }

    private static double[] draw(Random random) {
        return random.doubles(SIZE, -1, 1).toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepAShareOfThemselvesAndTakeTheRestFromTheOthers(long seed) {
        Random random = new Random(seed);
        double momentum = seed == 1 ? 0 : random.nextDouble();
        double[] expected = draw(random);
        try (Weights leading = new Weights().add("w", new double[SIZE]);
                Weights following = new Weights().add("w", expected)) {
            FollowingWeights weights = new FollowingWeights(leading.map(), following.map(), momentum);
            for (int step = 0; step < 30; step++) {
                double[] now = draw(random);
                set(leading.get("w"), now);
                weights.update();
                for (int i = 0; i < SIZE; i++) {
                    expected[i] = momentum * expected[i] + (1 - momentum) * now[i];
                }
                assertThat(following.values("w")).containsExactly(expected, within(1e-14));
                assertThat(leading.values("w")).containsExactly(now);
            }
        }
    }

    @Test
    void whereBothAreEqualNothingChangesByABit() {
        double[] values = draw(new Random(1));
        try (Weights leading = new Weights().add("w", values);
                Weights following = new Weights().add("w", values)) {
            new FollowingWeights(leading.map(), following.map(), 0.999).update();
            assertThat(following.values("w")).containsExactly(values);
        }
    }

    @Test
    void othersAreNotFollowed() {
        try (Weights leading = new Weights().add("w", 1);
                Weights following = new Weights().add("v", 1)) {
            assertThatThrownBy(() -> new FollowingWeights(leading.map(), following.map(), 0.9))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("weights named [v] cannot follow others named [w]");
        }
    }
}
