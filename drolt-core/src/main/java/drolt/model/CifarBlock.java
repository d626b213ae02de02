package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Two convolutions around which the input is carried, every second pixel of it where they halve the image. */
final class CifarBlock implements ResidualUnit {
    private static final int SIZE = 3;

    private final String name;
    private final NormedConvolution first;
    private final NormedConvolution second;
    private final long addedChannels;

    /** @param name for example layer1.0 */
    CifarBlock(String name, int inputs, int outputs, NormedConvolution.Layers layers) {
        this.name = name;
        int stride = inputs == outputs ? 1 : 2;
        first = convolution(name + ".conv1", name + ".bn1", inputs, outputs, stride, layers);
        second = convolution(name + ".conv2", name + ".bn2", outputs, outputs, 1, layers);
        addedChannels = (long) outputs - inputs;
    }

    static NormedConvolution convolution(
            String name, String normName, int inputs, int outputs, int stride, NormedConvolution.Layers layers) {
        Convolution.Shape shape = new Convolution.Shape(inputs, outputs, SIZE, stride);
        return new NormedConvolution(name, normName, shape, Initializer.Fan.IN, layers);
    }

    @Override
    public Tensor apply(Tensor input, boolean batchStatistics) {
        return second.applyAdded(first.applyRelu(input, batchStatistics), shortcut(input), batchStatistics);
    }

    @Override
    public String emit(GraphBuilder graph, String input) {
        String inner = graph.node(name + ".relu1", new Operation.Relu(), first.emit(graph, input));
        String carried = input;
        if (addedChannels > 0) {
            int half = (int) addedChannels / 2;
            carried = graph.node(name + ".half", new Operation.EverySecondPixel(), input);
            carried =
                    graph.node(name + ".padded", new Operation.PadChannels(half, (int) addedChannels - half), carried);
        }
        String sum = graph.node(name + ".sum", new Operation.Add(), second.emit(graph, inner), carried);
        return graph.node(name, new Operation.Relu(), sum);
    }

    private Tensor shortcut(Tensor input) {
        if (addedChannels == 0) {
            return input;
        }
        long half = addedChannels / 2;
        return torch.constant_pad_nd(everySecond(everySecond(input, 2), 3), 0, 0, 0, 0, half, addedChannels - half);
    }

    private static Tensor everySecond(Tensor input, int dimension) {
        return input.slice(dimension, new LongOptional(), new LongOptional(), 2);
    }
}
