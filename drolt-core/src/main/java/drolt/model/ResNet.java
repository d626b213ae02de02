package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The residual network for large images: a stem, four stages of blocks of widths w, 2w, 4w, 8w, global average pooling.
 *
 * <p>Up to depth 34 a block is two 3x3 convolutions. Deeper networks have bottlenecks: 1x1 to an inner width, 3x3, 1x1
 * to four times w; a halving stride is that of the 3x3. With more than one group a bottleneck is that of ResNeXt: its
 * inner width is {@code groups * widthPerGroup * w / 64}, doubling with each stage. Where a block changes the size, a
 * 1x1 convolution with batch normalisation is its shortcut. The published networks have w = 64; ResNet-10 has one block
 * a stage.
 *
 * <p>Source: He et al., Deep Residual Learning for Image Recognition; Xie et al., Aggregated Residual Transformations
 * for Deep Neural Networks. Convolutions start normal with std sqrt(2 / (k^2 outputs)), as in Kang et al. (released
 * program).
 */
public final class ResNet implements BlockBackbone {
    private static final int REFERENCE_WIDTH = 64;
    private static final int EXPANSION = 4;
    private static final int SHALLOWEST_OF_BOTTLENECKS = 50;

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final ResNetStem stem;
    private final NormedConvolution first;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final List<List<Convolution.Shape>> shapes;
    private final NamedLayers named = new NamedLayers();
    private final int dimension;
    private final int lastStageBlocks;

    /**
     * @param depth 10, 18, 34, 50, 101 or 152
     * @param width w, channels of the first stage
     * @param groups of the 3x3 convolutions of bottlenecks
     * @param widthPerGroup channels of a group in the first stage where w is 64; 64 with one group
     * @param seed of the initial values
     */
    public ResNet(int depth, int width, int groups, int widthPerGroup, ResNetStem stem, long seed) {
        NormedConvolution.Layers layers = new NormedConvolution.Layers(new Initializer(seed), parameters, buffers);
        this.stem = stem;
        first = new NormedConvolution("conv1", "bn1", stem.convolution(width), layers);
        named.add("stem", width, 1);
        shapes = shapes(depth, width, groups, widthPerGroup);
        Iterator<List<Convolution.Shape>> next = shapes.iterator();
        int[] blocksOfStages = blocksOfStages(depth);
        for (int stage = 0; stage < blocksOfStages.length; stage++) {
            for (int block = 0; block < blocksOfStages[stage]; block++) {
                String name = "layer" + (stage + 1) + "." + block;
                List<Convolution.Shape> ofBlock = next.next();
                blocks.add(new ResidualBlock(name, ofBlock, layers));
                named.add(name, outputs(ofBlock), ofBlock.size());
            }
            named.alias("layer" + (stage + 1));
        }
        named.alias(FEATURES);
        lastStageBlocks = blocksOfStages[blocksOfStages.length - 1];
        dimension = outputs(shapes.get(shapes.size() - 1));
    }

    private static int outputs(List<Convolution.Shape> block) {
        return block.get(block.size() - 1).outputs();
    }

    /** The convolutions of every block, in order. */
    private static List<List<Convolution.Shape>> shapes(int depth, int width, int groups, int widthPerGroup) {
        List<List<Convolution.Shape>> blocks = new ArrayList<>();
        int[] blocksOfStages = blocksOfStages(depth);
        int inputs = width;
        for (int stage = 0; stage < blocksOfStages.length; stage++) {
            int outputs = width << stage;
            int inner = outputs * widthPerGroup / REFERENCE_WIDTH * groups;
            for (int block = 0; block < blocksOfStages[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                List<Convolution.Shape> shapes = hasBottlenecks(depth)
                        ? bottleneck(inputs, inner, outputs * EXPANSION, stride, groups)
                        : basic(inputs, outputs, stride);
                blocks.add(shapes);
                inputs = outputs(shapes);
            }
        }
        return blocks;
    }

    /** Whether there is a network of this depth. */
    static boolean hasDepth(int depth) {
        return depth == 10 || depth == 18 || depth == 34 || depth == 50 || depth == 101 || depth == 152;
    }

    static boolean hasBottlenecks(int depth) {
        return depth >= SHALLOWEST_OF_BOTTLENECKS;
    }

    private static int[] blocksOfStages(int depth) {
        return switch (depth) {
            case 10 -> new int[] {1, 1, 1, 1};
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default -> throw new IllegalArgumentException("depth must be 10, 18, 34, 50, 101 or 152, not " + depth);
        };
    }

    private static List<Convolution.Shape> basic(int inputs, int outputs, int stride) {
        return List.of(
                new Convolution.Shape(inputs, outputs, 3, stride), new Convolution.Shape(outputs, outputs, 3, 1));
    }

    private static List<Convolution.Shape> bottleneck(int inputs, int inner, int outputs, int stride, int groups) {
        return List.of(
                new Convolution.Shape(inputs, inner, 1, 1),
                new Convolution.Shape(inner, inner, 3, stride, groups),
                new Convolution.Shape(inner, outputs, 1, 1));
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
        return before(lastStageBlocks, images, batchStatistics, taps);
    }

    private Tensor before(int lastBlocks, Tensor images, boolean batchStatistics, NamedLayers.Taps taps) {
        Tensor map = taps.take(stem.pooled(first.applyRelu(images, batchStatistics)));
        for (ResidualBlock block : blocks.subList(0, blocks.size() - lastBlocks)) {
            map = taps.take(block.apply(map, batchStatistics));
        }
        return map;
    }

    @Override
    public List<ResidualBlock> lastStage() {
        return blocks.subList(blocks.size() - lastStageBlocks, blocks.size());
    }

    @Override
    public List<ResidualBlock> anotherLastStage(String name, NormedConvolution.Layers layers) {
        List<ResidualBlock> stage = new ArrayList<>();
        for (ResidualBlock block : lastStage()) {
            stage.add(new ResidualBlock(name + "." + stage.size(), block.shapes(), layers));
        }
        return stage;
    }

    @Override
    public ResidualBlock lastBlock() {
        return blocks.get(blocks.size() - 1);
    }

    @Override
    public ResidualUnit anotherLastBlock(String name, NormedConvolution.Layers layers) {
        return new ResidualBlock(name, lastBlock().shapes(), layers);
    }

    @Override
    public String emitTrunk(GraphBuilder graph, String images) {
        return emitBefore(1, graph, images);
    }

    @Override
    public String emitBeforeLastStage(GraphBuilder graph, String images) {
        return emitBefore(lastStageBlocks, graph, images);
    }

    private String emitBefore(int lastBlocks, GraphBuilder graph, String images) {
        String map = stem.emitPooling(graph, graph.node("stem", new Operation.Relu(), first.emit(graph, images)));
        for (ResidualBlock block : blocks.subList(0, blocks.size() - lastBlocks)) {
            map = block.emit(graph, map);
        }
        return map;
    }

    @Override
    public MapShape lastMap(int height, int width) {
        return lastMap(stem, first.shape(), shapes, height, width);
    }

    /** The last map of a network that need not be there; the parameters as in the constructor. */
    static MapShape lastMap(
            int depth, int width, int groups, int widthPerGroup, ResNetStem stem, int height, int imageWidth) {
        return lastMap(stem, stem.convolution(width), shapes(depth, width, groups, widthPerGroup), height, imageWidth);
    }

    private static MapShape lastMap(
            ResNetStem stem, Convolution.Shape first, List<List<Convolution.Shape>> shapes, int height, int width) {
        int rows = stem.pooledSide(first.outputSide(height));
        int columns = stem.pooledSide(first.outputSide(width));
        for (List<Convolution.Shape> block : shapes) {
            rows = ResidualBlock.outputSide(block, rows);
            columns = ResidualBlock.outputSide(block, columns);
        }
        return new MapShape(outputs(shapes.get(shapes.size() - 1)), rows, columns);
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
        return dimension;
    }

    /** The name in torchvision. */
    @Override
    public String nameOfClassifier() {
        return "fc";
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
        return multiplyAdds(stem, first.shape(), shapes, height, width);
    }

    /** Multiply-adds of a network that need not be there; the parameters as in the constructor. */
    static long multiplyAdds(
            int depth, int width, int groups, int widthPerGroup, ResNetStem stem, int height, int imageWidth) {
        return multiplyAdds(
                stem, stem.convolution(width), shapes(depth, width, groups, widthPerGroup), height, imageWidth);
    }

    private static long multiplyAdds(
            ResNetStem stem, Convolution.Shape first, List<List<Convolution.Shape>> shapes, int height, int width) {
        long sum = first.multiplyAdds(height, width);
        int rows = stem.pooledSide(first.outputSide(height));
        int columns = stem.pooledSide(first.outputSide(width));
        for (List<Convolution.Shape> block : shapes) {
            sum += ResidualBlock.multiplyAdds(block, rows, columns);
            rows = ResidualBlock.outputSide(block, rows);
            columns = ResidualBlock.outputSide(block, columns);
        }
        return sum;
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        buffers.values().forEach(Tensor::close);
    }
}
