package drolt.loss.robust;

import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;

/**
 * Cross-entropy as a part of another loss.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param weighting of the classes; the weighted mean divides by the batch's weight sum
 */
public record CrossEntropyTerm(double labelSmoothing, ClassWeighting weighting) {
    public CrossEntropyTerm {
        CrossEntropyConfig.requireSmoothing("labelSmoothing", labelSmoothing);
    }

    /** This term as an independent loss. */
    public CrossEntropyConfig alone() {
        return new CrossEntropyConfig(labelSmoothing, weighting, 1, null, null);
    }
}
