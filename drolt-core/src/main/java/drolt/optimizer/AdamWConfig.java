package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AdamW: Adam with the weight decay taken out of the gradient.
 *
 * @param learningRate base learning rate, above 0
 * @param beta1 share of the mean gradient kept from step to step, in [0, 1)
 * @param beta2 share of the mean squared gradient kept from step to step, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay decoupled decay: a step scales the weights by 1 - rate weightDecay; at least 0
 * @param normWeightDecay the same for batch-norm parameters and biases; null: as {@code weightDecay}
 */
@JsonTypeName("adamw")
record AdamWConfig(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        @Nullable Double normWeightDecay)
        implements OptimizerConfig {
    public AdamWConfig {
        Range.rateAndDecay(learningRate, weightDecay, normWeightDecay);
        Range.moments(beta1, beta2, epsilon);
    }

    @Override
    public Optimizer build(List<ParameterGroup> groups) {
        return new RuleOptimizer(groups, new Adam(beta1, beta2, epsilon, true));
    }
}
