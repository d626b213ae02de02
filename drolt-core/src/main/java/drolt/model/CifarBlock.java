package drolt.model;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Two convolutions around which the input is carried, every second pixel of it where they halve the image. */
final class CifarBlock implements ResidualUnit {
    private static final int SIZE = 3;

    private final Convolution first;
    private final BatchNorm firstNorm;
    private final Convolution second;
    private final BatchNorm secondNorm;
    private final long addedChannels;

    /** @param name for example layer1.0 */
    CifarBlock(String name, int inputs, int outputs, NormedConvolution.Layers layers) {
        int stride = inputs == outputs ? 1 : 2;
        first = convolution(name + ".conv1", inputs, outputs, stride, layers);
        firstNorm = new BatchNorm(name + ".bn1", outputs, layers.parameters(), layers.buffers());
        second = convolution(name + ".conv2", outputs, outputs, 1, layers);
        secondNorm = new BatchNorm(name + ".bn2", outputs, layers.parameters(), layers.buffers());
        addedChannels = (long) outputs - inputs;
    }

    static Convolution convolution(String name, int inputs, int outputs, int stride, NormedConvolution.Layers layers) {
        return new Convolution(
                name,
                new Convolution.Shape(inputs, outputs, SIZE, stride),
                layers.initializer(),
                Initializer.Fan.IN,
                layers.parameters());
    }

    @Override
    public Tensor apply(Tensor input, boolean batchStatistics) {
        Tensor inner = torch.relu(firstNorm.apply(first.apply(input), batchStatistics));
        Tensor sum = secondNorm.apply(second.apply(inner), batchStatistics).add(shortcut(input));
        return torch.relu(sum);
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
