package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Softmax cross-entropy.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param weighting of the classes; the weighted mean divides by the batch's weight sum
 * @param weight factor on the loss, above 0; what Eq. 19 leaves of cross-entropy at lambda is lambda
 */
@JsonTypeName("cross-entropy")
public record CrossEntropyConfig(double labelSmoothing, ClassWeighting weighting, double weight) implements LossConfig {
    public CrossEntropyConfig {
        CrossEntropyTerm.requireValid(labelSmoothing);
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("weight", weight, "must be above 0 and finite, for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        Loss loss = new CrossEntropyLoss(new CrossEntropyTerm(labelSmoothing, weighting), context.counts());
        return weight == 1 ? loss : new ScaledLoss(loss, weight);
    }
}
