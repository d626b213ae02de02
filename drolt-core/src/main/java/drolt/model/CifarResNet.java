package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The residual network for small images: a 3x3 convolution, three stages of basic blocks, global average pooling.
 *
 * <p>Depth 6n + 2 has n blocks a stage of widths w, 2w, 4w; the paper's has w = 16, so 64 features. Where a block
 * halves the image, its shortcut keeps every second pixel and pads the channels with zeros, half before and half after
 * (option A): it has no parameters. ResNet-32 has 463,504 parameters.
 *
 * <p>Source: He et al., Deep Residual Learning for Image Recognition, section 4.2; initialisation and names as in Cao
 * et al., Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss (released program).
 */
public final class CifarResNet implements BlockBackbone {
    private static final int STAGES = 3;
    private static final int CONVOLUTIONS_OF_A_BLOCK = 2;

    private final int width;
    private final int blocksPerStage;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final NormedConvolution stem;
    private final List<CifarBlock> blocks = new ArrayList<>();
    private final NamedLayers named = new NamedLayers();

    /**
     * @param depth 6n + 2, for example 20, 32, 44, 56, 110
     * @param width channels of the first stage
     * @param seed of the initial values
     */
    public CifarResNet(int depth, int width, long seed) {
        if (depth < 8 || (depth - 2) % 6 != 0) {
            throw new IllegalArgumentException("depth must be 6n + 2, not " + depth);
        }
        this.width = width;
        this.blocksPerStage = (depth - 2) / 6;
        NormedConvolution.Layers layers = new NormedConvolution.Layers(new Initializer(seed), parameters, buffers);
        stem = CifarBlock.convolution("conv1", "bn1", 3, width, 1, layers);
        named.add("stem", width, 1);
        int inputs = width;
        for (int stage = 0; stage < STAGES; stage++) {
            int outputs = width << stage;
            String stageName = "layer" + (stage + 1);
            for (int block = 0; block < blocksPerStage; block++) {
                String name = stageName + "." + block;
                blocks.add(new CifarBlock(name, inputs, outputs, layers));
                named.add(name, outputs, CONVOLUTIONS_OF_A_BLOCK);
                inputs = outputs;
            }
            named.alias(stageName);
        }
        named.alias(FEATURES);
    }

    @Override
    public Map<String, Tensor> layers(Tensor images, boolean batchStatistics, Collection<String> names) {
        requireLayers(names);
        NamedLayers.Taps taps = named.taps(names);
        taps.take(lastBlock().apply(trunk(images, batchStatistics, taps), batchStatistics));
        return taps.means();
    }

    @Override
    public Tensor trunk(Tensor images, boolean batchStatistics, NamedLayers.Taps taps) {
        return before(1, images, batchStatistics, taps);
    }

    @Override
    public Tensor beforeLastStage(Tensor images, boolean batchStatistics, NamedLayers.Taps taps) {
        return before(blocksPerStage, images, batchStatistics, taps);
    }

    private Tensor before(int lastBlocks, Tensor images, boolean batchStatistics, NamedLayers.Taps taps) {
        Tensor map = taps.take(stem.applyRelu(images, batchStatistics));
        for (CifarBlock block : blocks.subList(0, blocks.size() - lastBlocks)) {
            map = taps.take(block.apply(map, batchStatistics));
        }
        return map;
    }

    @Override
    public List<CifarBlock> lastStage() {
        return blocks.subList(blocks.size() - blocksPerStage, blocks.size());
    }

    @Override
    public List<CifarBlock> anotherLastStage(String name, NormedConvolution.Layers layers) {
        List<CifarBlock> stage = new ArrayList<>();
        for (int block = 0; block < blocksPerStage; block++) {
            stage.add(new CifarBlock(
                    name + "." + block, block == 0 ? dimension() / 2 : dimension(), dimension(), layers));
        }
        return stage;
    }

    @Override
    public ResidualUnit lastBlock() {
        return blocks.get(blocks.size() - 1);
    }

    @Override
    public ResidualUnit anotherLastBlock(String name, NormedConvolution.Layers layers) {
        int outputs = dimension();
        return new CifarBlock(name, blocksPerStage == 1 ? outputs / 2 : outputs, outputs, layers);
    }

    @Override
    public String emitTrunk(GraphBuilder graph, String images) {
        return emitBefore(1, graph, images);
    }

    @Override
    public String emitBeforeLastStage(GraphBuilder graph, String images) {
        return emitBefore(blocksPerStage, graph, images);
    }

    private String emitBefore(int lastBlocks, GraphBuilder graph, String images) {
        String map = graph.node("stem", new Operation.Relu(), stem.emit(graph, images));
        for (CifarBlock block : blocks.subList(0, blocks.size() - lastBlocks)) {
            map = block.emit(graph, map);
        }
        return map;
    }

    @Override
    public MapShape lastMap(int height, int width) {
        return lastMap(this.width, height, width);
    }

    /** The last map of a network of this width, without building it. */
    static MapShape lastMap(int firstChannels, int height, int width) {
        return new MapShape(firstChannels << (STAGES - 1), quarter(height), quarter(width));
    }

    private static int quarter(int side) {
        return ((side + 1) / 2 + 1) / 2;
    }

    @Override
    public NamedLayers named() {
        return named;
    }

    @Override
    public Map<String, Integer> layerDimensions() {
        return named.dimensions();
    }

    @Override
    public String layerOfConvolution(int index) {
        return named.ofConvolution(index);
    }

    @Override
    public int dimension() {
        return width << (STAGES - 1);
    }

    @Override
    public Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        return Collections.unmodifiableMap(buffers);
    }

    @Override
    public long multiplyAdds(int height, int width) {
        return multiplyAdds(6 * blocksPerStage + 2, this.width, height, width);
    }

    /** Multiply-adds of a network of this shape, without building it. */
    static long multiplyAdds(int depth, int firstChannels, int height, int width) {
        long pixels = (long) height * width;
        long sum = pixels * 9 * 3 * firstChannels;
        int blocksPerStage = (depth - 2) / 6;
        int inputs = firstChannels;
        for (int stage = 0; stage < STAGES; stage++) {
            int outputs = firstChannels << stage;
            for (int block = 0; block < blocksPerStage; block++) {
                pixels = inputs == outputs ? pixels : pixels / 4;
                sum += pixels * 9 * ((long) inputs * outputs + (long) outputs * outputs);
                inputs = outputs;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        buffers.values().forEach(Tensor::close);
    }
}
