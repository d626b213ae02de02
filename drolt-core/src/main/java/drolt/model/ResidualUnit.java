package drolt.model;

import org.bytedeco.pytorch.Tensor;

/** A block of a residual network. */
interface ResidualUnit {
    /** The map behind the block. */
    Tensor apply(Tensor input, boolean batchStatistics);
}
