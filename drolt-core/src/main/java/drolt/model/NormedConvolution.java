package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A convolution and the batch normalisation after it, initialised as the networks for large images are. */
final class NormedConvolution {
    private final Convolution.Shape shape;
    private final Convolution convolution;
    private final BatchNorm norm;

    NormedConvolution(String name, String normName, Convolution.Shape shape, Layers layers) {
        this.shape = shape;
        convolution = new Convolution(name, shape, layers.initializer(), Initializer.Fan.OUT, layers.parameters());
        norm = new BatchNorm(normName, shape.outputs(), layers.parameters(), layers.buffers());
    }

    /** Where layers get their initial values from and enter their tensors. */
    record Layers(Initializer initializer, Map<String, Tensor> parameters, Map<String, Tensor> buffers) {}

    Tensor apply(Tensor input, boolean batchStatistics) {
        return norm.apply(convolution.apply(input), batchStatistics);
    }

    Convolution.Shape shape() {
        return shape;
    }
}
