package drolt.loss;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What a loss sees of one batch.
 *
 * @param features float32 [B, D], the penultimate layer's output, with gradient
 * @param logits float32 [B, C], with gradient
 * @param labels int64 [B], in 0..C-1
 * @param hostLabels the same labels on the host, first B entries; the array may be longer
 * @param indices position of each image in the training set, first B entries; the array may be longer
 * @param otherViews what the network makes of further views of the same images, in the same order; empty for most losses
 * @param classWeights float32 [C, D], the classifier's weight vector of each class; empty where it has none
 */
public record LossInput(
        Tensor features,
        Tensor logits,
        Tensor labels,
        int[] hostLabels,
        int[] indices,
        List<View> otherViews,
        Optional<Tensor> classWeights) {
    /**
     * Another view of the images of a batch.
     *
     * @param features float32 [B, D], with gradient
     * @param logits float32 [B, C], with gradient
     */
    public record View(Tensor features, Tensor logits) {}

    /** One view of each image, and a classifier of which nothing is told. */
    public LossInput(Tensor features, Tensor logits, Tensor labels, int[] hostLabels, int[] indices) {
        this(features, logits, labels, hostLabels, indices, List.of(), Optional.empty());
    }

    /** Number of samples B. */
    public int size() {
        return Math.toIntExact(features.size(0));
    }
}
