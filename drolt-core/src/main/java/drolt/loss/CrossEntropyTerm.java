package drolt.loss;

import drolt.configuration.InvalidValueException;

/**
 * Cross-entropy as a part of another loss.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param weighting of the classes; the weighted mean divides by the batch's weight sum
 */
public record CrossEntropyTerm(double labelSmoothing, ClassWeighting weighting) {
    public CrossEntropyTerm {
        requireValid(labelSmoothing);
    }

    static void requireValid(double labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new InvalidValueException("labelSmoothing", labelSmoothing, "must lie in [0, 1), for example 0.1");
        }
    }
}
