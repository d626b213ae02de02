package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Balanced softmax: {@link LogitAdjustedLoss} at tau 1. */
@JsonTypeName("balanced-softmax")
public record BalancedSoftmaxConfig() implements LossConfig {
    @Override
    public Loss build(LossContext context) {
        return new LogitAdjustedLoss("balancedSoftmax", 1, context.counts());
    }
}
