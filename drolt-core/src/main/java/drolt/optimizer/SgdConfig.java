package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent: {@code v = momentum v + g + weightDecay p}, {@code p = p - rate v}.
 *
 * @param learningRate base learning rate, above 0
 * @param momentum share of the velocity kept from step to step, in [0, 1)
 * @param nesterov whether to look ahead along the velocity; wants a momentum
 * @param weightDecay strength of the L2 penalty, at least 0
 * @param normWeightDecay the same for batch-norm parameters and biases; null: as {@code weightDecay}
 */
@JsonTypeName("sgd")
public record SgdConfig(
        double learningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        @Nullable Double normWeightDecay) implements OptimizerConfig {
    public SgdConfig {
        Range.rateAndDecay(learningRate, weightDecay, normWeightDecay);
        Range.kept("momentum", momentum, "0.9");
        if (nesterov && momentum == 0) {
            throw new InvalidValueException("nesterov", true, "needs a momentum above 0; for example momentum: 0.9");
        }
    }

    @Override
    public Optimizer build(List<ParameterGroup> groups) {
        return new RuleOptimizer(groups, new Sgd(momentum, nesterov));
    }
}
