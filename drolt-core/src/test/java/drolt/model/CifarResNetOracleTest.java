package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network's forward pass against loops over doubles. */
@ExtendWith(OneThread.class)
class CifarResNetOracleTest {
    @ParameterizedTest(name = "depth {0}, width {1}, {2} images of {3} pixels a side, batch statistics {4}, seed {5}")
    @CsvSource({
        "8, 2, 1, 8, false, 1",
        "8, 4, 3, 12, false, 2",
        "14, 4, 2, 8, false, 3",
        "20, 2, 2, 9, false, 4", // an odd size: the last pixel has no neighbour
        "8, 1, 2, 8, false, 5", // one added channel: none before, one after
        "8, 2, 4, 8, true, 6",
        "8, 4, 5, 12, true, 7",
        "14, 3, 3, 8, true, 8",
    })
    void forwardIsThatOfPlainDoubles(int depth, int width, int images, int size, boolean batchStatistics, long seed) {
        Random random = new Random(seed);
        double[][][][] pixels = TinyNetworks.images(random, images, size);
        try (Network network = TinyNetworks.linear(depth, width, 3, seed)) {
            TinyNetworks.disturbNorms(network, random);
            ResNetOracle oracle = new ResNetOracle(network.tensors(), batchStatistics);
            double[][] expected = oracle.cifarFeatures(pixels, depth);

            float[] actual = TinyNetworks.features(network, pixels, batchStatistics, Precision.FLOAT32);

            int dimension = network.backbone().dimension();
            assertThat(dimension).isEqualTo(4 * width);
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i / dimension][i % dimension], within(2e-4));
            }
            network.backbone()
                    .buffers()
                    .forEach((name, buffer) -> assertThat(Tensors.toDoubles(buffer))
                            .as(name)
                            .containsExactly(oracle.value(name), within(1e-4)));
        }
    }

    @Test
    void evalModeLeavesTheRunningStatistics() {
        try (Network network = TinyNetworks.linear(8, 2, 3, 1)) {
            TinyNetworks.disturbNorms(network, new Random(1));
            double[] before = Tensors.toDoubles(network.tensors().get("bn1.running_mean"));
            TinyNetworks.features(network, TinyNetworks.images(new Random(2), 4, 8), false, Precision.FLOAT32);
            assertThat(Tensors.toDoubles(network.tensors().get("bn1.running_mean")))
                    .containsExactly(before);
        }
    }

    /** With the residual branches off, what reaches the features has gone through the shortcuts alone. */
    @Test
    void shortcutKeepsEverySecondPixelAndPutsZerosHalfBeforeAndHalfAfter() {
        int width = 4;
        double[][][][] pixels = TinyNetworks.images(new Random(3), 2, 16);
        try (Network network = TinyNetworks.linear(8, width, 3, 5)) {
            switchOffResidualBranches(network);
            float[] features = TinyNetworks.features(network, pixels, false, Precision.FLOAT32);
            double[][] stem = everyFourthPixelOfTheStem(network, pixels, width);
            for (int image = 0; image < 2; image++) {
                for (int channel = 0; channel < 4 * width; channel++) {
                    int source = channel - width / 2 - width; // before: half of 4 new ones, then half of 8
                    double expected = source >= 0 && source < width ? stem[image][source] : 0;
                    assertThat((double) features[image * 4 * width + channel])
                            .as("image %d, channel %d", image, channel)
                            .isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    private static void switchOffResidualBranches(Network network) {
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> values = new LinkedHashMap<>(network.tensors());
            values.replaceAll(
                    (name, tensor) -> name.contains("layer") && name.contains("bn2") && !name.endsWith("running_var")
                            ? Tensors.floats(new float[(int) tensor.numel()], tensor.shape())
                            : tensor);
            network.load(values);
        }
    }

    /** Mean over every fourth pixel in both directions of relu(bn(conv(x))), from a convolution written out. */
    private static double[][] everyFourthPixelOfTheStem(Network network, double[][][][] pixels, int width) {
        double[] weight = Tensors.toDoubles(network.tensors().get("conv1.weight"));
        int size = pixels[0][0].length;
        double[][] means = new double[pixels.length][width];
        for (int image = 0; image < pixels.length; image++) {
            for (int channel = 0; channel < width; channel++) {
                for (int y = 0; y < size; y += 4) {
                    for (int x = 0; x < size; x += 4) {
                        double sum = 0;
                        for (int tap = 0; tap < 27; tap++) {
                            int row = y + tap / 3 % 3 - 1;
                            int column = x + tap % 3 - 1;
                            boolean inside = row >= 0 && row < size && column >= 0 && column < size;
                            sum += inside ? weight[channel * 27 + tap] * pixels[image][tap / 9][row][column] : 0;
                        }
                        means[image][channel] += Math.max(0, sum / Math.sqrt(1 + 1e-5)) * 16 / (size * size);
                    }
                }
            }
        }
        return means;
    }
}
