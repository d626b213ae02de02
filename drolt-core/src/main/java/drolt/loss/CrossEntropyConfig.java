package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Softmax cross-entropy, re-weighted or not.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param weighting of the classes
 * @param weight factor on the loss, above 0; what Eq. 19 leaves of cross-entropy at lambda is lambda
 * @param beta of {@link ClassWeighting#EFFECTIVE_NUMBER}, in [0, 1); null: 0.9999
 * @param normalization of the weighted mean; null: {@link LossNormalization#WEIGHT_SUM}
 */
@JsonTypeName("cross-entropy")
public record CrossEntropyConfig(
        double labelSmoothing,
        ClassWeighting weighting,
        double weight,
        @Nullable Double beta,
        @Nullable LossNormalization normalization)
        implements LossConfig {
    public CrossEntropyConfig {
        requireSmoothing("labelSmoothing", labelSmoothing);
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("weight", weight, "must be above 0 and finite, for example 1.0");
        }
        weighting.requireFits(beta);
    }

    public static void requireSmoothing(String key, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InvalidValueException(key, share, "must lie in [0, 1), for example 0.1");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new CrossEntropyLoss(this, context.counts());
    }
}
