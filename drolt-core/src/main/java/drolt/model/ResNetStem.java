package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What stands before the stages of a {@link ResNet}. */
public enum ResNetStem {
    /** A 7x7 convolution of stride 2 and 3x3 max pooling of stride 2, so that a quarter of each side is left. */
    IMAGENET(7, 2) {
        @Override
        Tensor pooled(Tensor map) {
            return torch.max_pool2d(map, POOL_SIZE, POOL_STRIDE, POOL_PADDING, NO_DILATION, false);
        }

        @Override
        String emitPooling(GraphBuilder graph, String map) {
            return graph.node("maxpool", new Operation.MaxPool(3, 2, 1), map);
        }

        @Override
        int pooledSide(int side) {
            return (side + 1) / 2;
        }
    },
    /** A 3x3 convolution of stride 1 without pooling, for small images. */
    SMALL(3, 1) {
        @Override
        Tensor pooled(Tensor map) {
            return map;
        }

        @Override
        String emitPooling(GraphBuilder graph, String map) {
            return map;
        }

        @Override
        int pooledSide(int side) {
            return side;
        }
    };

    private static final long[] POOL_SIZE = {3, 3};
    private static final long[] POOL_STRIDE = {2, 2};
    private static final long[] POOL_PADDING = {1, 1};
    private static final long[] NO_DILATION = {1, 1};

    private final int size;
    private final int stride;

    ResNetStem(int size, int stride) {
        this.size = size;
        this.stride = stride;
    }

    /** The convolution of images to so many channels. */
    Convolution.Shape convolution(int channels) {
        return new Convolution.Shape(3, channels, size, stride);
    }

    /** The map after the pooling. */
    abstract Tensor pooled(Tensor map);

    /** Writes the pooling down; returns the name of the map behind it. */
    abstract String emitPooling(GraphBuilder graph, String map);

    /** Height or width of a map of this height or width after the pooling. */
    abstract int pooledSide(int side);
}
