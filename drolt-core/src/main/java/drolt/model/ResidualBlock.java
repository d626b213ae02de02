package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Convolutions around which the input is carried; a 1x1 convolution carries it where the sizes differ. */
final class ResidualBlock implements ResidualUnit {
    private final String name;
    private final List<NormedConvolution> branch = new ArrayList<>();
    private final @Nullable NormedConvolution projection;

    /**
     * @param name for example layer1.0
     * @param shapes of the convolutions, each of which takes what the one before gives
     */
    ResidualBlock(String name, List<Convolution.Shape> shapes, NormedConvolution.Layers layers) {
        this.name = name;
        for (Convolution.Shape shape : shapes) {
            int number = branch.size() + 1;
            branch.add(new NormedConvolution(name + ".conv" + number, name + ".bn" + number, shape, layers));
        }
        Convolution.Shape shortcut = projection(shapes);
        projection = shortcut == null
                ? null
                : new NormedConvolution(name + ".downsample.0", name + ".downsample.1", shortcut, layers);
    }

    /** Shapes of its convolutions, without the shortcut's. */
    List<Convolution.Shape> shapes() {
        return branch.stream().map(NormedConvolution::shape).toList();
    }

    @Override
    public Tensor apply(Tensor input, boolean batchStatistics) {
        Tensor map = input;
        for (NormedConvolution next : branch.subList(0, branch.size() - 1)) {
            map = next.applyRelu(map, batchStatistics);
        }
        Tensor carried = projection == null ? input : projection.apply(input, batchStatistics);
        return branch.get(branch.size() - 1).applyAdded(map, carried, batchStatistics);
    }

    @Override
    public String emit(GraphBuilder graph, String input) {
        String map = branch.get(0).emit(graph, input);
        for (int i = 1; i < branch.size(); i++) {
            map = branch.get(i).emit(graph, graph.node(name + ".relu" + i, new Operation.Relu(), map));
        }
        String carried = projection == null ? input : projection.emit(graph, input);
        return graph.node(name, new Operation.Relu(), graph.node(name + ".sum", new Operation.Add(), map, carried));
    }

    /** The 1x1 convolution that carries the input; null: it goes as it is. */
    private static Convolution.@Nullable Shape projection(List<Convolution.Shape> shapes) {
        int inputs = shapes.get(0).inputs();
        int outputs = shapes.get(shapes.size() - 1).outputs();
        int stride = shapes.stream().mapToInt(Convolution.Shape::stride).reduce(1, (a, b) -> a * b);
        return inputs == outputs && stride == 1 ? null : new Convolution.Shape(inputs, outputs, 1, stride);
    }

    /** Height or width of what comes out of a map of this height or width. */
    static int outputSide(List<Convolution.Shape> shapes, int side) {
        int result = side;
        for (Convolution.Shape shape : shapes) {
            result = shape.outputSide(result);
        }
        return result;
    }

    /** Multiply-adds of a block of these convolutions on one map of this size. */
    static long multiplyAdds(List<Convolution.Shape> shapes, int height, int width) {
        Convolution.Shape projection = projection(shapes);
        long sum = projection == null ? 0 : projection.multiplyAdds(height, width);
        int rows = height;
        int columns = width;
        for (Convolution.Shape shape : shapes) {
            sum += shape.multiplyAdds(rows, columns);
            rows = shape.outputSide(rows);
            columns = shape.outputSide(columns);
        }
        return sum;
    }
}
