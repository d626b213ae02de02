package drolt.model;

import drolt.tensor.FusedConvolution;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A square convolution without bias, padded so that stride 1 keeps the size.
 *
 * <p>One of a single pixel and a stride is applied without stride to the pixels that it sees: that is the same, and the
 * engine's own gradient of such a convolution writes out of bounds in channels-last layout with few channels (oneDNN,
 * issue 6035).
 */
final class Convolution {
    private static final long[] NO_DILATION = {1, 1};

    /**
     * What is convolved with what.
     *
     * @param inputs channels
     * @param outputs channels
     * @param size sides of the kernel, odd
     * @param groups parts into which both kinds of channels are divided; each output sees the inputs of its own part
     */
    record Shape(int inputs, int outputs, int size, int stride, int groups) {
        /** One group. */
        Shape(int inputs, int outputs, int size, int stride) {
            this(inputs, outputs, size, stride, 1);
        }

        long[] weight() {
            return new long[] {outputs, inputs / groups, size, size};
        }

        /** Height or width of what comes out of a map of this height or width. */
        int outputSide(int side) {
            return (side - 1) / stride + 1;
        }

        /** Multiply-adds on one map of this size. */
        long multiplyAdds(int height, int width) {
            long pixels = (long) outputSide(height) * outputSide(width);
            return pixels * size * size * (inputs / groups) * outputs;
        }
    }

    private final Shape shape;
    private final Tensor weight;
    private final long[] stride;
    private final long[] padding;

    Convolution(
            String name, Shape shape, Initializer initializer, Initializer.Fan fan, Map<String, Tensor> parameters) {
        this.shape = shape;
        weight = initializer.kaimingNormal(name + ".weight", fan, shape.weight());
        parameters.put(name + ".weight", weight);
        stride = shape.size() == 1 ? new long[] {1, 1} : new long[] {shape.stride(), shape.stride()};
        padding = new long[] {shape.size() / 2, shape.size() / 2};
    }

    Tensor apply(Tensor input) {
        Tensor seen = shape.size() == 1 && shape.stride() > 1 ? subsampled(subsampled(input, 2), 3) : input;
        return torch.conv2d(seen, weight, new TensorOptional(), stride, padding, NO_DILATION, shape.groups());
    }

    Shape shape() {
        return shape;
    }

    /** This convolution fused with what follows it, in one pass. Without a gradient the stride needs no detour. */
    FusedConvolution fused() {
        return new FusedConvolution(shape.stride(), shape.size() / 2, shape.groups());
    }

    /**
     * The weight with each output's values multiplied, in the weight's own layout.
     *
     * @param factors float32 [outputs]
     */
    Tensor scaled(Tensor factors) {
        return weight.mul(factors.view(-1, 1, 1, 1));
    }

    private Tensor subsampled(Tensor input, int dimension) {
        return input.slice(dimension, new LongOptional(), new LongOptional(), shape.stride());
    }
}
