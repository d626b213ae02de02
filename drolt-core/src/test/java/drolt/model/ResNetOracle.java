package drolt.model;

import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** The forward passes of {@link CifarResNet} and {@link ResNet} in plain doubles and loops; maps are [image][channel][row][column]. */
final class ResNetOracle {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Map<String, double[]> values = new TreeMap<>();
    private final Map<String, long[]> shapes = new TreeMap<>();
    private final boolean batchStatistics;

    /** Copies the tensors; with {@code batchStatistics} its copies of the running statistics move as in training. */
    ResNetOracle(Map<String, Tensor> tensors, boolean batchStatistics) {
        tensors.forEach((name, tensor) -> {
            values.put(name, Tensors.toDoubles(tensor));
            shapes.put(name, tensor.shape());
        });
        this.batchStatistics = batchStatistics;
    }

    /** Features of the network for small images. */
    double[][] cifarFeatures(double[][][][] images, int depth) {
        return cifarLayers(images, depth).get("features");
    }

    /** The same of every layer: the network cut there. */
    Map<String, double[][]> cifarLayers(double[][][][] images, int depth) {
        Map<String, double[][]> layers = new LinkedHashMap<>();
        double[][][][] map = relu(normalized("bn1", convolved("conv1", images, 1)));
        layers.put("stem", pooled(map));
        for (int stage = 1; stage <= 3; stage++) {
            for (int block = 0; block < (depth - 2) / 6; block++) {
                map = cifarBlock("layer" + stage + "." + block, map, stage > 1 && block == 0 ? 2 : 1);
                layers.put("layer" + stage + "." + block, pooled(map));
            }
            layers.put("layer" + stage, pooled(map));
        }
        layers.put("features", pooled(map));
        return layers;
    }

    /** Features of the network for large images: blocks as the tensors' names have them, a halving stride on a 3x3. */
    double[][] features(double[][][][] images, boolean smallStem) {
        return layers(images, smallStem).get("features");
    }

    /** The same of every layer: the network cut there. */
    Map<String, double[][]> layers(double[][][][] images, boolean smallStem) {
        Map<String, double[][]> layers = new LinkedHashMap<>();
        double[][][][] map = relu(normalized("bn1", convolved("conv1", images, smallStem ? 1 : 2)));
        map = smallStem ? map : maxPooled(map);
        layers.put("stem", pooled(map));
        for (int stage = 1; stage <= 4; stage++) {
            for (int block = 0; shapes.containsKey("layer" + stage + "." + block + ".conv1.weight"); block++) {
                map = block("layer" + stage + "." + block, map, stage > 1 && block == 0 ? 2 : 1);
                layers.put("layer" + stage + "." + block, pooled(map));
            }
            layers.put("layer" + stage, pooled(map));
        }
        layers.put("features", pooled(map));
        return layers;
    }

    private double[][][][] block(String name, double[][][][] input, int stride) {
        boolean bottleneck = shapes.containsKey(name + ".conv3.weight");
        double[][][][] map = normalized(name + ".bn1", convolved(name + ".conv1", input, bottleneck ? 1 : stride));
        map = normalized(name + ".bn2", convolved(name + ".conv2", relu(map), bottleneck ? stride : 1));
        if (bottleneck) {
            map = normalized(name + ".bn3", convolved(name + ".conv3", relu(map), 1));
        }
        double[][][][] sum = map;
        double[][][][] shortcut = shapes.containsKey(name + ".downsample.0.weight")
                ? normalized(name + ".downsample.1", convolved(name + ".downsample.0", input, stride))
                : input;
        forEach(sum, (b, c, y, x) -> sum[b][c][y][x] += shortcut[b][c][y][x]);
        return relu(sum);
    }

    /** The greatest of 3x3 pixels around every second one; what lies outside does not count. */
    private static double[][][][] maxPooled(double[][][][] input) {
        int rows = input[0][0].length;
        int columns = input[0][0][0].length;
        double[][][][] output = new double[input.length][input[0].length][(rows + 1) / 2][(columns + 1) / 2];
        forEach(output, (b, c, y, x) -> {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int row = Math.max(0, 2 * y - 1); row <= Math.min(rows - 1, 2 * y + 1); row++) {
                for (int column = Math.max(0, 2 * x - 1); column <= Math.min(columns - 1, 2 * x + 1); column++) {
                    greatest = Math.max(greatest, input[b][c][row][column]);
                }
            }
            output[b][c][y][x] = greatest;
        });
        return output;
    }

    /** The copy of a tensor, for example of a running mean after the pass. */
    double[] value(String name) {
        return values.getOrDefault(name, new double[0]);
    }

    private double[][][][] cifarBlock(String name, double[][][][] input, int stride) {
        double[][][][] inner = relu(normalized(name + ".bn1", convolved(name + ".conv1", input, stride)));
        double[][][][] sum = normalized(name + ".bn2", convolved(name + ".conv2", inner, 1));
        double[][][][] shortcut = stride == 1 ? input : optionA(input);
        forEach(sum, (b, c, y, x) -> sum[b][c][y][x] += shortcut[b][c][y][x]);
        return relu(sum);
    }

    /** Every second pixel; half of the new channels before the old ones and half after them are zero. */
    private static double[][][][] optionA(double[][][][] input) {
        int channels = input[0].length;
        int height = (input[0][0].length + 1) / 2;
        int width = (input[0][0][0].length + 1) / 2;
        double[][][][] output = new double[input.length][2 * channels][height][width];
        forEach(output, (b, c, y, x) -> {
            int source = c - channels / 2;
            output[b][c][y][x] = source >= 0 && source < channels ? input[b][source][2 * y][2 * x] : 0;
        });
        return output;
    }

    /** Groups and the kernel's size follow from the weight's shape. */
    private double[][][][] convolved(String name, double[][][][] input, int stride) {
        double[] weight = value(name + ".weight");
        long[] shape = shapes.getOrDefault(name + ".weight", new long[4]);
        int outputs = (int) shape[0];
        int inputs = (int) shape[1]; // of a group
        int size = (int) shape[2];
        int outputsOfGroup = outputs / (input[0].length / inputs);
        int rows = input[0][0].length;
        int columns = input[0][0][0].length;
        double[][][][] output =
                new double[input.length][outputs][(rows + stride - 1) / stride][(columns + stride - 1) / stride];
        forEach(output, (b, c, y, x) -> {
            int firstInput = c / outputsOfGroup * inputs;
            double sum = 0;
            for (int in = 0; in < inputs; in++) {
                for (int ky = 0; ky < size; ky++) {
                    for (int kx = 0; kx < size; kx++) {
                        int row = y * stride + ky - size / 2;
                        int column = x * stride + kx - size / 2;
                        if (row >= 0 && row < rows && column >= 0 && column < columns) {
                            sum += weight[((c * inputs + in) * size + ky) * size + kx]
                                    * input[b][firstInput + in][row][column];
                        }
                    }
                }
            }
            output[b][c][y][x] = sum;
        });
        return output;
    }

    private double[][][][] normalized(String name, double[][][][] input) {
        int channels = input[0].length;
        double[] mean = value(name + ".running_mean").clone();
        double[] variance = value(name + ".running_var").clone();
        if (batchStatistics) {
            double size = (double) input.length * input[0][0].length * input[0][0][0].length;
            mean = new double[channels];
            variance = new double[channels];
            double[] sums = mean;
            double[] squares = variance;
            forEach(input, (b, c, y, x) -> sums[c] += input[b][c][y][x] / size);
            forEach(input, (b, c, y, x) -> squares[c] += Math.pow(input[b][c][y][x] - sums[c], 2) / size);
            move(value(name + ".running_mean"), mean, 1);
            move(value(name + ".running_var"), variance, size / (size - 1)); // the running one is unbiased
        }
        double[] shift = mean;
        double[] spread = variance;
        double[] weight = value(name + ".weight");
        double[] bias = value(name + ".bias");
        double[][][][] output = new double[input.length][channels][input[0][0].length][input[0][0][0].length];
        forEach(
                input,
                (b, c, y, x) -> output[b][c][y][x] =
                        (input[b][c][y][x] - shift[c]) / Math.sqrt(spread[c] + EPSILON) * weight[c] + bias[c]);
        return output;
    }

    private static void move(double[] running, double[] measured, double factor) {
        for (int channel = 0; channel < running.length; channel++) {
            running[channel] += MOMENTUM * (measured[channel] * factor - running[channel]);
        }
    }

    private static double[][][][] relu(double[][][][] map) {
        forEach(map, (b, c, y, x) -> map[b][c][y][x] = Math.max(0, map[b][c][y][x]));
        return map;
    }

    private static double[][] pooled(double[][][][] map) {
        double[][] features = new double[map.length][map[0].length];
        double size = (double) map[0][0].length * map[0][0][0].length;
        forEach(map, (b, c, y, x) -> features[b][c] += map[b][c][y][x] / size);
        return features;
    }

    private interface Pixel {
        void visit(int image, int channel, int row, int column);
    }

    private static void forEach(double[][][][] map, Pixel pixel) {
        for (int b = 0; b < map.length; b++) {
            for (int c = 0; c < map[b].length; c++) {
                for (int y = 0; y < map[b][c].length; y++) {
                    for (int x = 0; x < map[b][c][y].length; x++) {
                        pixel.visit(b, c, y, x);
                    }
                }
            }
        }
    }
}
