package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Label-distribution-aware margins: {@link LdamLoss}.
 *
 * @param maxMargin margin of the smallest class, at least 0
 * @param scale s, above 0; with a cosine classifier set that one's scale to 1
 * @param weighting of the classes; the weighted mean divides by the batch's weight sum
 * @param beta of {@link ClassWeighting#EFFECTIVE_NUMBER}, in [0, 1); null: 0.9999
 */
@JsonTypeName("ldam")
public record LdamConfig(
        double maxMargin,
        double scale,
        ClassWeighting weighting,
        @Nullable Double beta) implements LossConfig {
    public LdamConfig {
        if (!(maxMargin >= 0 && maxMargin < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("maxMargin", maxMargin, "must be at least 0 and finite, for example 0.5");
        }
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("scale", scale, "must be above 0 and finite, for example 30");
        }
        weighting.requireFits(beta);
    }

    @Override
    public Loss build(LossContext context) {
        return new LdamLoss(this, context.counts());
    }
}
