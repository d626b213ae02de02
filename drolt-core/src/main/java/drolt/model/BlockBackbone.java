package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** A backbone of residual blocks, whose last one can be had once more. */
sealed interface BlockBackbone extends Backbone permits CifarResNet, ResNet {
    /** Its layers. */
    NamedLayers named();

    /** The map that the last block takes; taps see all before it. */
    Tensor trunk(Tensor images, boolean batchStatistics, NamedLayers.Taps taps);

    ResidualUnit lastBlock();

    /**
     * Writes all down that stands before the last block.
     *
     * @return the name of the map that the last block takes
     */
    String emitTrunk(GraphBuilder graph, String images);

    /** Writes down what precedes the last stage; returns the name of the map that it takes. */
    String emitBeforeLastStage(GraphBuilder graph, String images);

    @Override
    default String emit(GraphBuilder graph, String images) {
        return graph.node(FEATURES, new Operation.MeanOfPixels(), lastBlock().emit(graph, emitTrunk(graph, images)));
    }

    /** A block of the last one's shapes, with fresh values. */
    ResidualUnit anotherLastBlock(String name, NormedConvolution.Layers layers);

    /** The map that the last stage's first block takes; taps see all before it. */
    Tensor beforeLastStage(Tensor images, boolean batchStatistics, NamedLayers.Taps taps);

    /** Blocks of the last stage, in order. */
    List<? extends ResidualUnit> lastStage();

    /** Blocks of the last stage's shapes, with fresh values, under {@code name.0} and so on. */
    List<? extends ResidualUnit> anotherLastStage(String name, NormedConvolution.Layers layers);

    /** What the last block gives for images of this size. */
    MapShape lastMap(int height, int width);

    /** Names of the layers that the last block does not change. */
    default Set<String> trunkLayers() {
        return named().namesBeforeLast(1);
    }

    /** Names of the layers that the last stage does not change. */
    default Set<String> layersBeforeLastStage() {
        return named().namesBeforeLast(lastStage().size());
    }
}
