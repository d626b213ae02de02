package drolt.model;

import drolt.configuration.ClosestName;
import drolt.graph.GraphBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The feature extractor of a network. Its tensors outlive any scope and are freed by {@link #close}.
 *
 * <p>Parameters and buffers bear the names that PyTorch's modules of the same architecture give them. So do its layers:
 * {@code stem}, each block as {@code layer1.0}, the last of each stage also as {@code layer1}, and what the classifier
 * sees as {@link #FEATURES}.
 */
public interface Backbone extends AutoCloseable {
    /** The layer that the classifier stands on. */
    String FEATURES = "features";

    /**
     * Features of a batch of normalised images.
     *
     * @param images float32 [B, 3, H, W]
     * @param batchStatistics whether batch normalisation uses the batch's statistics and updates its running ones
     * @return float32 [B, D]
     */
    default Tensor features(Tensor images, boolean batchStatistics) {
        return layers(images, batchStatistics, List.of(FEATURES))
                .values()
                .iterator()
                .next();
    }

    /**
     * What several layers make of a batch, in one pass: of each channel the mean over all pixels.
     *
     * @param images float32 [B, 3, H, W], normalised
     * @param batchStatistics whether batch normalisation uses the batch's statistics and updates its running ones
     * @param names of {@link #layerDimensions}; others cost nothing
     * @return float32 [B, D_l] by name, in the order of {@code names}
     * @throws IllegalArgumentException for a name that no layer has
     */
    Map<String, Tensor> layers(Tensor images, boolean batchStatistics, Collection<String> names);

    /** Number of features D_l of every layer that has a name, from the images on; several names may be one layer's. */
    Map<String, Integer> layerDimensions();

    /**
     * The layer behind a convolution, by its place among those that count for the depth of a network; those of
     * shortcuts do not.
     *
     * <p>The layers 0, 10, 20 and 30 of the paper's Fig. 3 are in a {@link CifarResNet} of depth 32 the stem and the
     * ends of its three stages.
     *
     * @param index from 0, the convolution of the stem
     * @throws IllegalArgumentException if it is not the last of a block, where there is no layer
     */
    String layerOfConvolution(int index);

    /**
     * Refuses names that no layer has.
     *
     * @throws IllegalArgumentException that lists the legal ones and suggests the nearest
     */
    default void requireLayers(Collection<String> names) {
        Map<String, Integer> known = layerDimensions();
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(ClosestName.refusal("layer", name, known.keySet()));
            }
        }
    }

    /**
     * Writes the way from images to features down for other programs, batch normalisation by its running statistics.
     *
     * @param images name of the normalised images in the graph
     * @return the name of the features, rows of {@link #dimension} numbers
     * @throws drolt.configuration.ConfigException if this network cannot be exported
     */
    String emit(GraphBuilder graph, String images);

    /** Number of features D. */
    int dimension();

    /** What PyTorch's module of this architecture calls the last layer, in files: the beginning of its tensors' names. */
    default String nameOfClassifier() {
        return "linear";
    }

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
