package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * The focal loss on softmax probabilities: {@link FocalLoss}.
 *
 * @param gamma how much samples that are right already are held down, at least 0; at 0 this is cross-entropy
 * @param weighting of the classes, scaled to sum C
 * @param beta of {@link ClassWeighting#EFFECTIVE_NUMBER}, in [0, 1); null: 0.9999
 * @param form where the weight enters
 */
@JsonTypeName("focal")
public record FocalConfig(
        double gamma, ClassWeighting weighting, @Nullable Double beta, FocalForm form) implements LossConfig {
    public FocalConfig {
        requireGamma(gamma);
        weighting.requireFits(beta);
    }

    static void requireGamma(double gamma) {
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("gamma", gamma, "must be at least 0 and finite, for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new FocalLoss(this, context.counts());
    }
}
