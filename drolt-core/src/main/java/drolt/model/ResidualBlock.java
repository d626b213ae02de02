package drolt.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Convolutions around which the input is carried; a 1x1 convolution carries it where the sizes differ. */
final class ResidualBlock implements ResidualUnit {
    private final List<NormedConvolution> branch = new ArrayList<>();
    private final @Nullable NormedConvolution projection;

    /**
     * @param name for example layer1.0
     * @param shapes of the convolutions, each of which takes what the one before gives
     */
    ResidualBlock(String name, List<Convolution.Shape> shapes, NormedConvolution.Layers layers) {
        int stride = 1;
        for (Convolution.Shape shape : shapes) {
            int number = branch.size() + 1;
            branch.add(new NormedConvolution(name + ".conv" + number, name + ".bn" + number, shape, layers));
            stride *= shape.stride();
        }
        int inputs = shapes.get(0).inputs();
        int outputs = shapes.get(shapes.size() - 1).outputs();
        projection = inputs == outputs && stride == 1
                ? null
                : new NormedConvolution(
                        name + ".downsample.0",
                        name + ".downsample.1",
                        new Convolution.Shape(inputs, outputs, 1, stride),
                        layers);
    }

    /** Of its convolutions, the shortcut's left out. */
    List<Convolution.Shape> shapes() {
        return branch.stream().map(NormedConvolution::shape).toList();
    }

    @Override
    public Tensor apply(Tensor input, boolean batchStatistics) {
        Tensor map = branch.get(0).apply(input, batchStatistics);
        for (NormedConvolution next : branch.subList(1, branch.size())) {
            map = next.apply(torch.relu(map), batchStatistics);
        }
        return torch.relu(map.add(projection == null ? input : projection.apply(input, batchStatistics)));
    }

    /** Height or width of what comes out of a map of this height or width. */
    int outputSide(int side) {
        int result = side;
        for (NormedConvolution part : branch) {
            result = part.shape().outputSide(result);
        }
        return result;
    }

    /** Multiply-adds on one map of this size. */
    long multiplyAdds(int height, int width) {
        long sum = projection == null ? 0 : projection.shape().multiplyAdds(height, width);
        int rows = height;
        int columns = width;
        for (NormedConvolution part : branch) {
            sum += part.shape().multiplyAdds(rows, columns);
            rows = part.shape().outputSide(rows);
            columns = part.shape().outputSide(columns);
        }
        return sum;
    }
}
