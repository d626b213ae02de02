package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The edges of what optimizers and schedules may be given: a value on the edge, and one beyond it. */
class AllowedValuesTest {
    private static void allowed(ThrowingCallable made) {
        assertThatCode(made).doesNotThrowAnyException();
    }

    private static void refused(String key, ThrowingCallable made) {
        assertThatThrownBy(made)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void sgd() {
        allowed(() -> new SgdConfig(1e-9, 0, false, 0, 0.0));
        refused("learningRate", () -> new SgdConfig(0, 0, false, 0, null));
        refused("learningRate", () -> new SgdConfig(Double.POSITIVE_INFINITY, 0, false, 0, null));
        refused("learningRate", () -> new SgdConfig(Double.NaN, 0, false, 0, null));
        refused("momentum", () -> new SgdConfig(0.1, 1, false, 0, null));
        refused("momentum", () -> new SgdConfig(0.1, -1e-9, false, 0, null));
        refused("weightDecay", () -> new SgdConfig(0.1, 0, false, -1e-9, null));
        refused("weightDecay", () -> new SgdConfig(0.1, 0, false, Double.POSITIVE_INFINITY, null));
        refused("normWeightDecay", () -> new SgdConfig(0.1, 0, false, 0, -1e-9));
    }

    @Test
    void adam() {
        allowed(() -> new AdamConfig(0.1, 0, 0, 1e-12, 0, null));
        refused("beta1", () -> new AdamConfig(0.1, 1, 0.9, 1e-8, 0, null));
        refused("beta2", () -> new AdamConfig(0.1, 0.9, 1, 1e-8, 0, null));
        refused("beta2", () -> new AdamConfig(0.1, 0.9, -0.1, 1e-8, 0, null));
        refused("epsilon", () -> new AdamConfig(0.1, 0.9, 0.9, 0, 0, null));
    }

    @Test
    void schedules() {
        allowed(() -> new OneCycleSchedule(0, 1, 1));
        refused("riseFraction", () -> new OneCycleSchedule(1, 25, 1));
        refused("riseFraction", () -> new OneCycleSchedule(-1e-9, 25, 1));
        refused("startDivisor", () -> new OneCycleSchedule(0.3, 0.999, 1));
        refused("startDivisor", () -> new OneCycleSchedule(0.3, Double.POSITIVE_INFINITY, 1));
        refused("endDivisor", () -> new OneCycleSchedule(0.3, 1, 0.999));
        allowed(() -> new Warmup(0, Granularity.EPOCH, 0.0));
        allowed(() -> new Warmup(5, Granularity.STEP, 1.0));
        refused("from", () -> new Warmup(5, Granularity.STEP, 1.001));
        refused("from", () -> new Warmup(5, Granularity.STEP, -1e-9));
        refused("epochs", () -> new Warmup(-1, Granularity.STEP, null));
        Warmup none = new Warmup(0, Granularity.EPOCH, null);
        allowed(() -> new StepSchedule(none, List.of(1), List.of(0.0)));
        refused("factors", () -> new StepSchedule(none, List.of(1), List.of(-1e-9)));
        refused("factors", () -> new StepSchedule(none, List.of(1), List.of(Double.POSITIVE_INFINITY)));
        refused("milestones", () -> new StepSchedule(none, List.of(0), List.of(0.1)));
    }
}
