package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The feature extractor of a network. Its tensors outlive any scope and are freed by {@link #close}.
 *
 * <p>Parameters and buffers bear the names that PyTorch's modules of the same architecture give them.
 */
public interface Backbone extends AutoCloseable {
    /**
     * Features of a batch of normalised images.
     *
     * @param images float32 [B, 3, H, W]
     * @param batchStatistics whether batch normalisation uses the batch's statistics and updates its running ones
     * @return float32 [B, D]
     */
    Tensor features(Tensor images, boolean batchStatistics);

    /** Number of features D. */
    int dimension();

    /** Trainable tensors by name, float32, in a fixed order. */
    Map<String, Tensor> parameters();

    /** Running statistics by name, in a fixed order. */
    Map<String, Tensor> buffers();

    /** Multiply-adds of one forward pass of one image of this size. */
    long multiplyAdds(int height, int width);

    /** SHA-256 (hex) of all that it computes with: equal digests give equal features. */
    default String digest() {
        TensorDigest digest = new TensorDigest();
        parameters().values().forEach(digest::add);
        buffers().values().forEach(digest::add);
        return digest.hex();
    }

    @Override
    void close();
}
