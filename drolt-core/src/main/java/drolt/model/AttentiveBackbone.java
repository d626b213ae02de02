package drolt.model;

import drolt.configuration.ConfigException;
import drolt.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual network whose {@link #FEATURES} are what an attention makes of its last map. All other layers, that map's
 * own mean among them, are as without it.
 *
 * <p>The attention is made for maps of one size, and so the network for images of one size.
 */
final class AttentiveBackbone implements Backbone {
    private final BlockBackbone base;
    private final ModulatedAttention attention;

    /** Takes ownership of both. */
    AttentiveBackbone(BlockBackbone base, ModulatedAttention attention) {
        this.base = base;
        this.attention = attention;
    }

    /** Whether a parameter belongs to the attention. */
    boolean isOfAttention(String parameter) {
        return attention.parameters().containsKey(parameter);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException for images of another size than the attention was made for
     */
    @Override
    public Map<String, Tensor> layers(Tensor images, boolean batchStatistics, Collection<String> names) {
        requireLayers(names);
        requireSize(images);
        List<String> ofBase = new ArrayList<>(names);
        ofBase.removeIf(FEATURES::equals);
        NamedLayers.Taps taps = base.named().taps(ofBase);
        Tensor map = taps.take(base.lastBlock().apply(base.trunk(images, batchStatistics, taps), batchStatistics));
        Map<String, Tensor> means = new LinkedHashMap<>(taps.means());
        if (names.contains(FEATURES)) {
            means.put(FEATURES, attention.features(map));
        }
        return NamedLayers.inOrder(names, means);
    }

    private void requireSize(Tensor images) {
        int height = (int) images.size(2);
        int width = (int) images.size(3);
        MapShape map = base.lastMap(height, width);
        if (map.cells() != attention.cells()) {
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "images of %d x %d pixels give a last map of %d x %d cells, and the network's attention was made for %d:"
                            + " bring images to the size that it was trained on, by augmentation and testView",
                    height,
                    width,
                    map.height(),
                    map.width(),
                    attention.cells()));
        }
    }

    @Override
    public String emit(GraphBuilder graph, String images) {
        throw new ConfigException("a network with an attention cannot be exported; export an arm without it");
    }

    @Override
    public Map<String, Integer> layerDimensions() {
        return base.layerDimensions();
    }

    @Override
    public String layerOfConvolution(int index) {
        return base.layerOfConvolution(index);
    }

    @Override
    public int dimension() {
        return base.dimension();
    }

    @Override
    public String nameOfClassifier() {
        return base.nameOfClassifier();
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(base.parameters());
        parameters.putAll(attention.parameters());
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        return base.buffers();
    }

    @Override
    public long multiplyAdds(int height, int width) {
        return base.multiplyAdds(height, width) + attention.multiplyAdds();
    }

    @Override
    public void close() {
        base.close();
        attention.close();
    }
}
