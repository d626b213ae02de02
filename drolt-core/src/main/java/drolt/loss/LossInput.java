package drolt.loss;

import java.util.List;
import java.util.Map;
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
 * @param layers float32 [B, D_l] by name, with gradient, what the layers say that {@link Loss#layers} names
 * @param otherViews what the network makes of further views of the same images, in the same order; empty for most losses
 * @param classWeights float32 [C, D], the classifier's weight vector of each class; empty where it has none
 * @param ofFirstView int64 [B], labels of the first view alone, where these are others than those of the images
 */
public record LossInput(
        Tensor features,
        Tensor logits,
        Tensor labels,
        int[] hostLabels,
        int[] indices,
        Map<String, Tensor> layers,
        List<View> otherViews,
        Optional<Tensor> classWeights,
        Optional<Tensor> ofFirstView) {
    /** The layer that the classifier stands on. */
    public static final String FEATURES = "features";

    /**
     * Another view of the images of a batch.
     *
     * @param features float32 [B, D], with gradient
     * @param logits float32 [B, C], with gradient
     */
    public record View(Tensor features, Tensor logits) {}

    /** One view of each image, without layers and class weights. */
    public LossInput(Tensor features, Tensor logits, Tensor labels, int[] hostLabels, int[] indices) {
        this(features, logits, labels, hostLabels, indices, Map.of(), List.of(), Optional.empty());
    }

    /** One whose first view has the labels of the images. */
    public LossInput(
            Tensor features,
            Tensor logits,
            Tensor labels,
            int[] hostLabels,
            int[] indices,
            Map<String, Tensor> layers,
            List<View> otherViews,
            Optional<Tensor> classWeights) {
        this(features, logits, labels, hostLabels, indices, layers, otherViews, classWeights, Optional.empty());
    }

    /** This pass with other labels for its first view. */
    public LossInput withFirstView(Tensor others) {
        return new LossInput(
                features, logits, labels, hostLabels, indices, layers, otherViews, classWeights, Optional.of(others));
    }

    /** Labels under which the first view is judged where a loss judges it apart. */
    public Tensor labelsOfFirstView() {
        return ofFirstView.orElse(labels);
    }

    /**
     * What a layer makes of the batch.
     *
     * @throws IllegalStateException if it was not asked for
     */
    public Tensor features(String layer) {
        if (layer.equals(FEATURES)) {
            return features;
        }
        Tensor found = layers.get(layer);
        if (found == null) {
            throw new IllegalStateException("no features of layer " + layer + "; Loss.layers must name it");
        }
        return found;
    }

    /** Number of samples B. */
    public int size() {
        return Math.toIntExact(features.size(0));
    }
}
