package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * The logit-adjusted loss: {@link LogitAdjustedLoss}.
 *
 * @param tau power of the class's share, in [0, 10]; at 0 this is cross-entropy
 */
@JsonTypeName("logit-adjusted")
public record LogitAdjustedConfig(double tau) implements LossConfig {
    public LogitAdjustedConfig {
        if (!(tau >= 0 && tau <= 10)) {
            throw new InvalidValueException("tau", tau, "must lie in [0, 10], for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new LogitAdjustedLoss("logitAdjusted", tau, context.counts());
    }
}
