package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A residual network with several last stages, the experts, on the trunk that they share.
 *
 * <pre>{@code
 * f = [f_1, ..., f_K] / K       D is K times that of the network it is made of
 * }</pre>
 *
 * <p>A linear classifier on f gives the mean of the logits of K linear ones that share their biases, as the published
 * experts are averaged in a test. Sources: Wang et al., Long-tailed Recognition by Routing Diverse Distribution-Aware
 * Experts (RIDE, 2021); Aimar et al., Balanced Product of Calibrated Experts for Long-Tailed Recognition (BalPoE, 2023).
 * Theirs have narrower last stages; here each is as wide as the network's own, which is the first.
 */
public final class ExpertBackbone implements Backbone {
    private static final String EXPERT = "expert";

    private final BlockBackbone base;
    private final Map<String, Tensor> ownParameters = new LinkedHashMap<>();
    private final Map<String, Tensor> ownBuffers = new LinkedHashMap<>();
    private final List<List<? extends ResidualUnit>> experts = new ArrayList<>();

    /**
     * Takes ownership of the base, whose last stage becomes the first expert.
     *
     * @param count K, at least 2
     * @param seed of the others' values
     */
    ExpertBackbone(BlockBackbone base, int count, long seed) {
        this.base = base;
        experts.add(base.lastStage());
        for (int expert = 2; expert <= count; expert++) {
            experts.add(base.anotherLastStage(
                    EXPERT + expert, new NormedConvolution.Layers(new Initializer(seed), ownParameters, ownBuffers)));
        }
    }

    /** How many experts a stored network has; 1: it is none of these. */
    static int countIn(Map<String, Tensor> stored) {
        Set<String> named = stored.keySet().stream()
                .filter(name -> name.matches(EXPERT + "\\d+\\..*"))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        return 1 + named.size();
    }

    /** K. */
    public int count() {
        return experts.size();
    }

    @Override
    public Map<String, Tensor> layers(Tensor images, boolean batchStatistics, Collection<String> names) {
        requireLayers(names);
        List<String> ofTrunk = new ArrayList<>(names);
        ofTrunk.removeIf(FEATURES::equals);
        NamedLayers.Taps taps = base.named().taps(ofTrunk);
        Tensor map = base.beforeLastStage(images, batchStatistics, taps);
        Map<String, Tensor> means = new LinkedHashMap<>(taps.means());
        if (names.contains(FEATURES)) {
            TensorVector features = new TensorVector();
            for (List<? extends ResidualUnit> expert : experts) {
                Tensor own = map;
                for (ResidualUnit block : expert) {
                    own = block.apply(own, batchStatistics);
                }
                features.push_back(own.to(ScalarType.Float).mean(2, 3));
            }
            means.put(FEATURES, torch.cat(features, 1).div(new Scalar((double) count())));
        }
        return NamedLayers.inOrder(names, means);
    }

    @Override
    public String emit(GraphBuilder graph, String images) {
        String map = base.emitBeforeLastStage(graph, images);
        String[] features = new String[count()];
        for (int expert = 0; expert < features.length; expert++) {
            String own = map;
            for (ResidualUnit block : experts.get(expert)) {
                own = block.emit(graph, own);
            }
            features[expert] = graph.node("features" + (expert + 1), new Operation.MeanOfPixels(), own);
        }
        String all = graph.node("experts", new Operation.Concatenate(), features);
        String share = graph.weight("share", new float[] {1f / count()}, 1);
        return graph.node(FEATURES, new Operation.Multiply(), all, share);
    }

    /** The layers of the trunk, and {@link #FEATURES}. */
    @Override
    public Map<String, Integer> layerDimensions() {
        Map<String, Integer> dimensions = new LinkedHashMap<>(base.layerDimensions());
        dimensions.keySet().retainAll(base.layersBeforeLastStage());
        dimensions.put(FEATURES, dimension());
        return Collections.unmodifiableMap(dimensions);
    }

    @Override
    public String layerOfConvolution(int index) {
        String layer = base.layerOfConvolution(index);
        return base.layersBeforeLastStage().contains(layer) ? layer : FEATURES;
    }

    @Override
    public int dimension() {
        return count() * base.dimension();
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(base.parameters());
        parameters.putAll(ownParameters);
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        Map<String, Tensor> buffers = new LinkedHashMap<>(base.buffers());
        buffers.putAll(ownBuffers);
        return Collections.unmodifiableMap(buffers);
    }

    /** All convolutions of the added stages counted on the last map. */
    @Override
    public long multiplyAdds(int height, int width) {
        long weights = ownParameters.values().stream()
                .filter(tensor -> tensor.dim() > 1)
                .mapToLong(Tensor::numel)
                .sum();
        return base.multiplyAdds(height, width)
                + weights * base.lastMap(height, width).cells();
    }

    @Override
    public void close() {
        base.close();
        ownParameters.values().forEach(Tensor::close);
        ownBuffers.values().forEach(Tensor::close);
    }
}
