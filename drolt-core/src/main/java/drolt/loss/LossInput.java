package drolt.loss;

import org.bytedeco.pytorch.Tensor;

/**
 * What a loss sees of one batch.
 *
 * @param features float32 [B, D], the penultimate layer's output, with gradient
 * @param logits float32 [B, C], with gradient
 * @param labels int64 [B], in 0..C-1
 * @param hostLabels the same labels on the host, first B entries; the array may be longer
 * @param indices position of each image in the training set, first B entries; the array may be longer
 */
public record LossInput(Tensor features, Tensor logits, Tensor labels, int[] hostLabels, int[] indices) {
    /** Number of samples B. */
    public int size() {
        return Math.toIntExact(features.size(0));
    }
}
