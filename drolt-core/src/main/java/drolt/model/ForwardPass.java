package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a network makes of a batch.
 *
 * @param features float32 [B, D], the penultimate layer's output
 * @param logits float32 [B, C]
 * @param layers float32 [B, D_l], means over pixels, of the layers that were asked for
 */
public record ForwardPass(Tensor features, Tensor logits, Map<String, Tensor> layers) {
    /**
     * What a layer says.
     *
     * @throws IllegalArgumentException if it was not asked for
     */
    public Tensor layer(String name) {
        Tensor layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("layer " + name + " was not asked for");
        }
        return layer;
    }
}
