package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Softmax cross-entropy.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param weighting of the classes; the weighted mean divides by the batch's weight sum
 */
@JsonTypeName("cross-entropy")
public record CrossEntropyConfig(double labelSmoothing, ClassWeighting weighting) implements LossConfig {
    public CrossEntropyConfig {
        CrossEntropyTerm.requireValid(labelSmoothing);
    }

    @Override
    public Loss build(LossContext context) {
        return new CrossEntropyLoss(new CrossEntropyTerm(labelSmoothing, weighting), context.counts());
    }
}
