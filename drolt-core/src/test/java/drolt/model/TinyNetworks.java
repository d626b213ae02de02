package drolt.model;

import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Small networks, random images for them, and what comes out. */
final class TinyNetworks {
    private TinyNetworks() {}

    static Network linear(int depth, int width, int classes, long seed) {
        return new CifarResNetConfig(
                        depth,
                        width,
                        new LinearClassifierConfig(null, null),
                        PrecisionChoice.FLOAT32,
                        LayoutChoice.CONTIGUOUS)
                .build(classes, seed);
    }

    /** A network for large images; groups and their width null: none. */
    static Network large(
            int depth,
            int width,
            @Nullable Integer groups,
            @Nullable Integer widthPerGroup,
            ResNetStem stem,
            int classes,
            long seed) {
        return new ResNetConfig(
                        depth,
                        width,
                        groups,
                        widthPerGroup,
                        stem,
                        new LinearClassifierConfig(LinearInitial.UNIFORM, null),
                        PrecisionChoice.FLOAT32,
                        LayoutChoice.CONTIGUOUS,
                        null)
                .build(classes, seed);
    }

    /** Gaussian pixels [images][3][size][size]. */
    static double[][][][] images(Random random, int images, int size) {
        double[][][][] pixels = new double[images][3][size][size];
        for (double[][][] image : pixels) {
            for (double[][] channel : image) {
                for (double[] row : channel) {
                    for (int x = 0; x < row.length; x++) {
                        row[x] = (float) random.nextGaussian();
                    }
                }
            }
        }
        return pixels;
    }

    /** float32 [B, 3, H, W]. */
    static Tensor tensor(double[][][][] images) {
        int size = images[0][0].length;
        float[] flat = new float[images.length * 3 * size * size];
        int at = 0;
        for (double[][][] image : images) {
            for (double[][] channel : image) {
                for (double[] row : channel) {
                    for (double value : row) {
                        flat[at++] = (float) value;
                    }
                }
            }
        }
        return Tensors.floats(flat, images.length, 3, size, size);
    }

    /** Gives running statistics, and weights and biases of batch normalisation, values other than 0 and 1. */
    static void disturbNorms(Network network, Random random) {
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> values = new LinkedHashMap<>();
            network.tensors().forEach((name, tensor) -> {
                boolean norm = tensor.dim() == 1 && !name.startsWith("linear");
                float[] next = Tensors.toFloats(tensor);
                for (int i = 0; norm && i < next.length; i++) {
                    next[i] +=
                            (float) (name.endsWith("mean") ? random.nextGaussian() : 0.8 * random.nextDouble() - 0.2);
                }
                values.put(name, Tensors.floats(next, tensor.shape()));
            });
            network.load(values);
        }
    }

    static float[] features(Network network, double[][][][] images, boolean batchStatistics, Precision precision) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            return Tensors.toFloats(
                    network.forward(tensor(images), batchStatistics, precision).features());
        }
    }

    static float[] logits(Network network, double[][][][] images) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            return Tensors.toFloats(
                    network.forward(tensor(images), false, Precision.FLOAT32).logits());
        }
    }
}
