package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A square convolution without bias, padded so that stride 1 keeps the size. */
final class Convolution {
    private static final long[] NO_DILATION = {1, 1};

    private final Tensor weight;
    private final long[] stride;
    private final long[] padding;

    Convolution(
            String name,
            int inputs,
            int outputs,
            int size,
            int stride,
            Initializer initializer,
            Map<String, Tensor> parameters) {
        weight = initializer.kaimingNormal(name + ".weight", outputs, inputs, size, size);
        parameters.put(name + ".weight", weight);
        this.stride = new long[] {stride, stride};
        this.padding = new long[] {size / 2, size / 2};
    }

    Tensor apply(Tensor input) {
        return torch.conv2d(input, weight, new TensorOptional(), stride, padding, NO_DILATION, 1);
    }
}
