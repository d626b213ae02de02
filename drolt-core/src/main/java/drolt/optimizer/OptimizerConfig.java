package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which optimizer a stage uses, and with which settings. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface OptimizerConfig permits SgdConfig, AdamConfig, AdamWConfig {
    /** The base learning rate, which a {@link ScheduleConfig} scales. */
    double learningRate();

    /** Strength of the L2 penalty (SGD, Adam) or of the decoupled decay (AdamW). */
    double weightDecay();

    /** Weight decay of batch-norm parameters and biases; null: {@link #weightDecay}. */
    @Nullable
    Double normWeightDecay();

    /**
     * Makes the optimizer of these parameters. The decay is each group's own, not {@link #weightDecay}.
     *
     * @throws IllegalArgumentException if two parameters share a name
     */
    Optimizer build(List<ParameterGroup> groups);
}
