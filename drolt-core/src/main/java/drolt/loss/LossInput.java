package drolt.loss;

import java.util.Map;
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
 */
public record LossInput(
        Tensor features, Tensor logits, Tensor labels, int[] hostLabels, int[] indices, Map<String, Tensor> layers) {
    /** The layer that the classifier stands on. */
    public static final String FEATURES = "features";

    /** One of which no other layer is known. */
    public LossInput(Tensor features, Tensor logits, Tensor labels, int[] hostLabels, int[] indices) {
        this(features, logits, labels, hostLabels, indices, Map.of());
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
