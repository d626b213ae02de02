package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Batch normalisation of images: momentum 0.1, epsilon 1e-5, weights 1 and biases 0 at first. */
final class BatchNorm {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final Tensor weight;
    private final Tensor bias;
    private final Tensor mean;
    private final Tensor variance;

    BatchNorm(String name, int channels, Map<String, Tensor> parameters, Map<String, Tensor> buffers) {
        weight = Initializer.constant(1, channels);
        bias = Initializer.constant(0, channels);
        mean = Initializer.buffer(0, channels);
        variance = Initializer.buffer(1, channels);
        parameters.put(name + ".weight", weight);
        parameters.put(name + ".bias", bias);
        buffers.put(name + ".running_mean", mean);
        buffers.put(name + ".running_var", variance);
    }

    /** What a normalisation by the running statistics does to a channel: y = factor x + offset; float32 [C] each. */
    record Affine(Tensor factor, Tensor offset) {}

    /** The normalisation by the running statistics as they are now. */
    Affine affine() {
        Tensor factor = weight.div(variance.add(new Scalar(EPSILON)).sqrt());
        return new Affine(factor, bias.sub(mean.mul(factor)));
    }

    Tensor apply(Tensor input, boolean batchStatistics) {
        return torch.batch_norm(
                input,
                new TensorOptional(weight),
                new TensorOptional(bias),
                new TensorOptional(mean),
                new TensorOptional(variance),
                batchStatistics,
                MOMENTUM,
                EPSILON,
                false);
    }
}
