package drolt.loss;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The precision in which losses are computed. */
public final class WorkingPrecision {
    private WorkingPrecision() {}

    /** The tensor in float32, or in float64 where it is that already, as numerical gradients need. */
    public static Tensor of(Tensor tensor) {
        return tensor.scalar_type().intern() == ScalarType.Double ? tensor : tensor.to(ScalarType.Float);
    }
}
