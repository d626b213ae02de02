package drolt.loss;

import drolt.data.ClassCounts;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a loss must know of the training it serves.
 *
 * @param featureDimension D
 * @param counts of the images that are trained on
 * @param seed for losses that draw at random
 * @param memory the classifier's centroids, float32 [C, D], which stay the classifier's; null: it has none
 */
public record LossContext(
        int featureDimension,
        ClassCounts counts,
        long seed,
        @Nullable Tensor memory) {
    /** For a classifier without memory. */
    public LossContext(int featureDimension, ClassCounts counts, long seed) {
        this(featureDimension, counts, seed, null);
    }
}
