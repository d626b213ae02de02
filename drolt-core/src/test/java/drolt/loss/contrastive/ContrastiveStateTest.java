package drolt.loss.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossContext;
import drolt.loss.SingleThreadedEngine;
import drolt.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What contrastive losses carry from batch to batch. */
@ExtendWith(SingleThreadedEngine.class)
class ContrastiveStateTest {
    private static final LossCase FIRST = LossCase.random(12, 5, 3, 8);
    private static final LossCase SECOND = LossCase.random(13, 5, 3, 8);

    static Stream<ContrastiveCase> cases() {
        return ContrastiveCase.all().stream();
    }

    private static double step(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            return loss.value(batch.input(ScalarType.Float)).total().item_double();
        }
    }

    private static Map<String, Tensor> copies(Loss loss) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        try (StepScope scope = StepScope.open()) {
            loss.state().forEach((name, tensor) -> copies.put(name, scope.keep(tensor.clone())));
        }
        return copies;
    }

    /** Stopped in the middle of an epoch and at its end, then started as the training loop starts a loss. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aRestoredLossGoesOnWithTheSameBits(ContrastiveCase each) {
        for (boolean epochEnds : new boolean[] {false, true}) {
            LossContext other = new LossContext(3, FIRST.classCounts(), 99); // another head at first
            try (Loss loss = FIRST.loss(each.config());
                    Loss restored = each.config().build(other)) {
                loss.startEpoch(0);
                step(loss, FIRST);
                loss.startEpoch(1);
                step(loss, SECOND);
                restored.restore(copies(loss));
                int next = epochEnds ? 2 : 1;
                restored.startEpoch(next - 1);
                restored.startEpoch(next);
                if (epochEnds) {
                    loss.startEpoch(next);
                }
                assertThat(step(restored, FIRST)).isEqualTo(step(loss, FIRST)).isNotZero();
                assertThat(step(restored, SECOND)).isEqualTo(step(loss, SECOND));
            }
        }
    }

    @Test
    void closingFreesTheHeads() {
        Loss loss = FIRST.loss(ContrastiveCase.all().get(2).config());
        List<Tensor> parameters = List.copyOf(loss.parameters().values());
        assertThat(parameters).hasSize(8);
        loss.close();
        assertThat(parameters).allMatch(tensor -> tensor.isNull());
    }

    private static double[] axis(DirectionStatistics statistics, int label) {
        double[] axes = statistics.estimate().axes();
        return new double[] {axes[2 * label], axes[2 * label + 1]};
    }

    @Test
    void anEpochsMeanTakesThePlaceOfTheOneBeforeIt() {
        try (DirectionStatistics statistics = new DirectionStatistics(3, 2)) {
            assertThat(statistics.estimate().concentrations()).containsOnly(0);
            statistics.startEpoch(0);
            statistics.add(new double[] {1, 0, 0, 1, 0, 1}, new int[] {0, 1, 1}, 3);
            assertThat(axis(statistics, 0)).containsExactly(1, 0);
            assertThat(statistics.estimate().concentrations())
                    .as("a single direction, repeated or not, is as sure as can be")
                    .containsExactly(1e5, 1e5, 0);

            statistics.startEpoch(1);
            statistics.startEpoch(1);
            assertThat(axis(statistics, 0)).as("the last epoch still counts").containsExactly(1, 0);
            statistics.add(new double[] {0, 1}, new int[] {0}, 1);
            double half = Math.sqrt(0.5);
            assertThat(axis(statistics, 0)).containsExactly(new double[] {half, half}, within(1e-15));
            assertThat(statistics.estimate().concentrations()[0])
                    .as("P R / (1 - R^2)")
                    .isCloseTo(2 * half / (1 - 0.5), within(1e-12));

            statistics.startEpoch(2);
            assertThat(axis(statistics, 0))
                    .as("the epoch before the last does not")
                    .containsExactly(0, 1);
            assertThat(axis(statistics, 1))
                    .as("a class that was not drawn keeps its mean")
                    .containsExactly(0, 1);
            assertThat(axis(statistics, 2))
                    .as("a class that was never seen has none")
                    .containsExactly(0, 0);
        }
    }

    @Test
    void labelsRepeatWithTheViews() {
        try (DirectionStatistics statistics = new DirectionStatistics(2, 2)) {
            statistics.add(new double[] {1, 0, 0, 1, 1, 0, 0, 1}, new int[] {1, 0, 7, 7}, 2);
            assertThat(axis(statistics, 1)).containsExactly(1, 0);
            assertThat(axis(statistics, 0)).containsExactly(0, 1);
        }
    }

    @Test
    void directionsThatCancelOutAreSpreadEvenly() {
        try (DirectionStatistics statistics = new DirectionStatistics(1, 2)) {
            statistics.add(new double[] {1, 0, -1, 0}, new int[] {0, 0}, 2);
            assertThat(statistics.estimate().concentrations()).containsExactly(0);
        }
    }
}
