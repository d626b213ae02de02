package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A residual network with two last blocks, the conventional branch and the re-balancing one, on the trunk that they
 * share.
 *
 * <pre>{@code
 * f = 2 [a f_c, (1 - a) f_r]       D is twice that of the network it is made of
 * }</pre>
 *
 * <p>In training f_c is the conventional branch's word on one image and f_r the other's on another image, and a falls
 * from epoch to epoch: {@link #mixed}. In a test both see the same image and a is 1/2: {@link #layers}.
 *
 * <p>Source: Zhou et al., BBN: Bilateral-Branch Network with Cumulative Learning for Long-Tailed Visual Recognition. The
 * re-balancing block bears the name of their program, {@code rb_block}; the conventional one keeps that of the last
 * block, which is {@code cb_block} there.
 */
public final class BilateralBackbone implements Backbone {
    private static final String BRANCH = "rb_block";
    private static final double TEST_SHARE = 0.5;

    private final BlockBackbone base;
    private final Map<String, Tensor> branchParameters = new LinkedHashMap<>();
    private final Map<String, Tensor> branchBuffers = new LinkedHashMap<>();
    private final ResidualUnit branch;

    /**
     * Takes ownership of the base, whose last block becomes the conventional branch.
     *
     * @param seed of the other branch's values
     */
    BilateralBackbone(BlockBackbone base, long seed) {
        this.base = base;
        branch = base.anotherLastBlock(
                BRANCH, new NormedConvolution.Layers(new Initializer(seed), branchParameters, branchBuffers));
    }

    /** Whether a stored network has two branches. */
    static boolean isIn(Map<String, Tensor> stored) {
        return stored.keySet().stream().anyMatch(name -> name.startsWith(BRANCH + "."));
    }

    /**
     * Features for training, each branch on images of its own.
     *
     * @param conventional float32 [B, 3, H, W], of the conventional branch
     * @param rebalancing the same of the re-balancing branch
     * @param share a, in [0, 1], of the conventional branch
     * @return float32 [B, D]
     */
    Tensor mixed(Tensor conventional, Tensor rebalancing, double share, boolean batchStatistics) {
        return joined(
                base.lastBlock().apply(trunk(conventional, batchStatistics), batchStatistics),
                branch.apply(trunk(rebalancing, batchStatistics), batchStatistics),
                share);
    }

    private Tensor trunk(Tensor images, boolean batchStatistics) {
        return base.trunk(images, batchStatistics, base.named().taps(List.of()));
    }

    private static Tensor joined(Tensor conventional, Tensor rebalancing, double share) {
        return torch.cat(
                new TensorVector(
                        mean(conventional).mul(new Scalar(2 * share)),
                        mean(rebalancing).mul(new Scalar(2 * (1 - share)))),
                1);
    }

    private static Tensor mean(Tensor map) {
        return map.to(ScalarType.Float).mean(2, 3);
    }

    @Override
    public Map<String, Tensor> layers(Tensor images, boolean batchStatistics, Collection<String> names) {
        requireLayers(names);
        List<String> ofTrunk = new ArrayList<>(names);
        ofTrunk.removeIf(FEATURES::equals);
        NamedLayers.Taps taps = base.named().taps(ofTrunk);
        Tensor map = base.trunk(images, batchStatistics, taps);
        Map<String, Tensor> means = new LinkedHashMap<>(taps.means());
        if (names.contains(FEATURES)) {
            means.put(
                    FEATURES,
                    joined(
                            base.lastBlock().apply(map, batchStatistics),
                            branch.apply(map, batchStatistics),
                            TEST_SHARE));
        }
        return NamedLayers.inOrder(names, means);
    }

    @Override
    public String emit(GraphBuilder graph, String images) {
        String map = base.emitTrunk(graph, images);
        String conventional = graph.node(
                "conventional", new Operation.MeanOfPixels(), base.lastBlock().emit(graph, map));
        String rebalancing = graph.node("rebalancing", new Operation.MeanOfPixels(), branch.emit(graph, map));
        return graph.node(FEATURES, new Operation.Concatenate(), conventional, rebalancing); // 2a is 1 in a test
    }

    /** The layers of the trunk, and {@link #FEATURES}. */
    @Override
    public Map<String, Integer> layerDimensions() {
        Map<String, Integer> dimensions = new LinkedHashMap<>(base.layerDimensions());
        dimensions.keySet().retainAll(base.trunkLayers());
        dimensions.put(FEATURES, dimension());
        return Collections.unmodifiableMap(dimensions);
    }

    @Override
    public String layerOfConvolution(int index) {
        String layer = base.layerOfConvolution(index);
        return base.trunkLayers().contains(layer) ? layer : FEATURES;
    }

    @Override
    public int dimension() {
        return 2 * base.dimension();
    }

    @Override
    public String nameOfClassifier() {
        return base.nameOfClassifier();
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(base.parameters());
        parameters.putAll(branchParameters);
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        Map<String, Tensor> buffers = new LinkedHashMap<>(base.buffers());
        buffers.putAll(branchBuffers);
        return Collections.unmodifiableMap(buffers);
    }

    /** Multiply-adds in a test, where both branches see the image; in training an image passes through one of them. */
    @Override
    public long multiplyAdds(int height, int width) {
        long weights = branchParameters.values().stream()
                .filter(tensor -> tensor.dim() > 1)
                .mapToLong(Tensor::numel)
                .sum();
        return base.multiplyAdds(height, width)
                + weights * base.lastMap(height, width).cells();
    }

    @Override
    public void close() {
        base.close();
        branchParameters.values().forEach(Tensor::close);
        branchBuffers.values().forEach(Tensor::close);
    }
}
