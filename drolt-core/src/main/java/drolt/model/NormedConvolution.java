package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import drolt.tensor.FusedConvolution;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution, the batch normalisation after it and what follows these: a ReLU, or an addition and a ReLU.
 *
 * <p>Where the running statistics are used and no gradient is recorded, the normalisation is folded into the weights and
 * all of it is one pass over memory, if the engine has such an operation. Features differ by rounding only. The folding
 * costs little beside a batch's convolutions, so it is done anew each time and can't be out of date.
 */
final class NormedConvolution {
    private final String name;
    private final Convolution convolution;
    private final BatchNorm norm;

    /** A convolution of a network for large images. */
    NormedConvolution(String name, String normName, Convolution.Shape shape, Layers layers) {
        this(name, normName, shape, Initializer.Fan.OUT, layers);
    }

    /** @param fan by which the initial values are scaled */
    NormedConvolution(String name, String normName, Convolution.Shape shape, Initializer.Fan fan, Layers layers) {
        this.name = name;
        convolution = new Convolution(name, shape, layers.initializer(), fan, layers.parameters());
        norm = new BatchNorm(normName, shape.outputs(), layers.parameters(), layers.buffers());
    }

    /** Where layers get their initial values from and enter their tensors. */
    record Layers(Initializer initializer, Map<String, Tensor> parameters, Map<String, Tensor> buffers) {}

    Tensor apply(Tensor input, boolean batchStatistics) {
        return isFolded(input, batchStatistics) ? folded(input, false) : normed(input, batchStatistics);
    }

    /** With a ReLU behind it. */
    Tensor applyRelu(Tensor input, boolean batchStatistics) {
        return isFolded(input, batchStatistics) ? folded(input, true) : torch.relu(normed(input, batchStatistics));
    }

    /**
     * With an addition and a ReLU behind it.
     *
     * @param other of the result's shape
     */
    Tensor applyAdded(Tensor input, Tensor other, boolean batchStatistics) {
        if (!isFolded(input, batchStatistics)) {
            return torch.relu(normed(input, batchStatistics).add(other));
        }
        BatchNorm.Affine affine = norm.affine();
        return convolution.fused().applyAdded(input, other, convolution.scaled(affine.factor()), affine.offset());
    }

    private static boolean isFolded(Tensor input, boolean batchStatistics) {
        return !batchStatistics && FusedConvolution.isAvailable(input);
    }

    private Tensor folded(Tensor input, boolean relu) {
        BatchNorm.Affine affine = norm.affine();
        return convolution.fused().apply(input, convolution.scaled(affine.factor()), affine.offset(), relu);
    }

    private Tensor normed(Tensor input, boolean batchStatistics) {
        return norm.apply(convolution.apply(input), batchStatistics);
    }

    /**
     * Writes the convolution down, with the normalisation folded into it.
     *
     * @return the name of the map behind both
     */
    String emit(GraphBuilder graph, String input) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            BatchNorm.Affine affine = norm.affine();
            Convolution.Shape shape = convolution.shape();
            float[] values = Tensors.toFloats(convolution.scaled(affine.factor()));
            String weight = graph.weight(name + ".weight", values, shape.weight());
            String bias = graph.weight(name + ".bias", Tensors.toFloats(affine.offset()), shape.outputs());
            return graph.node(
                    name,
                    new Operation.Convolution(shape.size(), shape.stride(), shape.size() / 2, shape.groups()),
                    input,
                    weight,
                    bias);
        }
    }

    Convolution.Shape shape() {
        return convolution.shape();
    }
}
