package drolt.model;

import drolt.graph.GraphBuilder;
import org.bytedeco.pytorch.Tensor;

/** A block of a residual network. */
interface ResidualUnit {
    /** The map behind the block. */
    Tensor apply(Tensor input, boolean batchStatistics);

    /**
     * Writes the block down.
     *
     * @return the name of the map behind it
     */
    String emit(GraphBuilder graph, String input);
}
