package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.Autocast;
import drolt.tensor.MemoryLayout;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attention on maps, against {@link ModulatedAttentionOracle}. */
@ExtendWith(OneThread.class)
class ModulatedAttentionTest {
    private static final int BATCH = 3;

    /** One whose values are all drawn: those that begin at 0 or as the identity would hide mistakes. */
    private static ModulatedAttention drawn(int channels, int cells, boolean featureLayer, long seed) {
        ModulatedAttention attention =
                new ModulatedAttention(channels, cells, AttentionInitial.NORMAL, featureLayer, seed);
        Random random = new Random(seed);
        try (StepScope scope = StepScope.open()) {
            attention.parameters().values().forEach(tensor -> {
                float[] values = new float[(int) tensor.numel()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (0.6 * random.nextGaussian());
                }
                tensor.set_data(Tensors.floats(values, tensor.shape()));
            });
        }
        return attention;
    }

    /** BATCH maps, each [channels, cells], not negative as behind a ReLU. */
    private static double[][] maps(Random random, int channels, int cells) {
        return IntStream.range(0, BATCH)
                .mapToObj(row -> IntStream.range(0, channels * cells)
                        .mapToDouble(i -> (float) Math.max(0, random.nextGaussian()))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static Tensor tensor(double[][] maps, int channels, int height, int width) {
        return Tensors.floatMatrix(maps).view(maps.length, channels, height, width);
    }

    private static double[] features(ModulatedAttention attention, Tensor map, Precision precision) {
        try (Autocast autocast = Autocast.open(precision)) {
            return Tensors.toDoubles(attention.features(map));
        }
    }

    @ParameterizedTest(name = "{1} channels, {2} x {3} cells, feature layer {4}, seed {0}")
    @CsvSource({"1, 4, 2, 3, true", "2, 6, 4, 4, false", "3, 1, 1, 2, true", "4, 16, 1, 1, false", "5, 5, 7, 7, true"})
    void featuresAreTheEquationsInPlainDoubles(long seed, int channels, int height, int width, boolean featureLayer) {
        int cells = height * width;
        double[][] maps = maps(new Random(seed), channels, cells);
        try (ModulatedAttention attention = drawn(channels, cells, featureLayer, seed);
                StepScope scope = StepScope.open()) {
            Map<String, double[]> values = ModulatedAttentionOracle.values(attention);
            Tensor map = tensor(maps, channels, height, width);
            double[] contiguous = features(attention, map, Precision.FLOAT32);
            double[] channelsLast = features(attention, MemoryLayout.CHANNELS_LAST.arrange(map), Precision.FLOAT32);
            for (int row = 0; row < BATCH; row++) {
                double[] expected = ModulatedAttentionOracle.features(values, maps[row], channels);
                for (int c = 0; c < channels; c++) {
                    assertThat(contiguous[row * channels + c]).isCloseTo(expected[c], within(2e-5));
                    assertThat(channelsLast[row * channels + c]).isCloseTo(expected[c], within(2e-5));
                }
            }
        }
    }

    @Test
    void bfloat16DiffersByItsEightBitsAndGivesFloat32() {
        double[][] maps = maps(new Random(6), 16, 16);
        try (ModulatedAttention attention = drawn(16, 16, true, 6);
                StepScope scope = StepScope.open()) {
            Tensor map = MemoryLayout.CHANNELS_LAST.arrange(tensor(maps, 16, 4, 4));
            double[] exact = features(attention, map, Precision.FLOAT32);
            try (Autocast autocast = Autocast.open(Precision.BFLOAT16)) {
                Tensor rounded = attention.features(map.to(ScalarType.BFloat16));
                assertThat(rounded.scalar_type().intern()).isEqualTo(ScalarType.Float);
                double[] values = Tensors.toDoubles(rounded);
                double norm = Math.sqrt(Arrays.stream(exact).map(x -> x * x).sum());
                double error = Math.sqrt(IntStream.range(0, exact.length)
                        .mapToDouble(i -> Math.pow(values[i] - exact[i], 2))
                        .sum());
                assertThat(error / norm).isBetween(1e-6, 0.03);
                rounded.sum().backward();
            }
            attention
                    .parameters()
                    .forEach((name, tensor) -> assertThat(Arrays.stream(Tensors.toDoubles(tensor.grad()))
                                    .allMatch(Double::isFinite))
                            .as(name)
                            .isTrue());
        }
    }

    /** Of a weighted sum of the features, by every parameter and by the map; differences in doubles, of the oracle. */
    @ParameterizedTest(name = "feature layer {0}, seed {1}")
    @CsvSource({"true, 11", "false, 12", "true, 13"})
    void gradientsAreCentralDifferences(boolean featureLayer, long seed) {
        int channels = 4;
        double[][] maps = maps(new Random(seed), channels, 6);
        float[] factors = new float[BATCH * channels];
        Random random = new Random(seed + 1);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) random.nextGaussian();
        }
        try (ModulatedAttention attention = drawn(channels, 6, featureLayer, seed);
                StepScope scope = StepScope.open()) {
            Tensor map = tensor(maps, channels, 2, 3).set_requires_grad(true);
            attention
                    .features(map)
                    .mul(Tensors.floats(factors, BATCH, channels))
                    .sum()
                    .backward();
            Map<String, double[]> values = ModulatedAttentionOracle.values(attention);
            DoubleSupplier loss = () -> IntStream.range(0, BATCH)
                    .mapToDouble(row -> {
                        double[] features = ModulatedAttentionOracle.features(values, maps[row], channels);
                        return IntStream.range(0, channels)
                                .mapToDouble(c -> factors[row * channels + c] * features[c])
                                .sum();
                    })
                    .sum();
            values.forEach((name, array) -> compare(
                    name, Tensors.toDoubles(attention.parameters().get(name).grad()), array, loss));
            double[] byMap = Tensors.toDoubles(map.grad());
            for (int row = 0; row < BATCH; row++) {
                int size = maps[row].length;
                compare("map " + row, Arrays.copyOfRange(byMap, row * size, (row + 1) * size), maps[row], loss);
            }
        }
    }

    private static void compare(String name, double[] analytic, double[] at, DoubleSupplier loss) {
        double step = 1e-6;
        for (int i = 0; i < at.length; i++) {
            double value = at[i];
            at[i] = value + step;
            double above = loss.getAsDouble();
            at[i] = value - step;
            double below = loss.getAsDouble();
            at[i] = value;
            double numeric = (above - below) / (2 * step);
            assertThat(analytic[i])
                    .as(name + "[" + i + "]")
                    .isCloseTo(numeric, within(1e-4 * (0.1 + Math.abs(numeric))));
        }
    }

    @Test
    void mapsOfABatchDoNotSeeEachOther() {
        double[][] maps = maps(new Random(21), 4, 6);
        double[][] turned = {maps[2], maps[0], maps[1]};
        try (ModulatedAttention attention = drawn(4, 6, true, 21);
                StepScope scope = StepScope.open()) {
            double[] straight = features(attention, tensor(maps, 4, 2, 3), Precision.FLOAT32);
            double[] other = features(attention, tensor(turned, 4, 2, 3), Precision.FLOAT32);
            assertThat(Arrays.copyOfRange(other, 0, 4))
                    .containsExactly(Arrays.copyOfRange(straight, 8, 12), within(1e-6));
            assertThat(Arrays.copyOfRange(other, 4, 12))
                    .containsExactly(Arrays.copyOfRange(straight, 0, 8), within(1e-6));
        }
    }

    /** Cells bear no places but in the spatial layer: where its rows and columns move along, nothing changes. */
    @Test
    void cellsMayChangePlacesWithTheSpatialLayersWeights() {
        int[] places = {3, 5, 0, 4, 1, 2};
        double[][] maps = maps(new Random(31), 4, 6);
        double[][] moved = Arrays.stream(maps)
                .map(map -> IntStream.range(0, map.length)
                        .mapToDouble(i -> map[i / 6 * 6 + places[i % 6]])
                        .toArray())
                .toArray(double[][]::new);
        try (ModulatedAttention attention = drawn(4, 6, true, 31);
                StepScope scope = StepScope.open()) {
            double[] before = features(attention, tensor(maps, 4, 2, 3), Precision.FLOAT32);
            assertThat(distance(features(attention, tensor(moved, 4, 2, 3), Precision.FLOAT32), before))
                    .as("the map alone")
                    .isGreaterThan(1e-3);
            Tensor weight = attention.parameters().get("modulatedatt.fc_spatial.weight");
            Tensor bias = attention.parameters().get("modulatedatt.fc_spatial.bias");
            float[] oldWeight = Tensors.toFloats(weight);
            float[] oldBias = Tensors.toFloats(bias);
            float[] newWeight = new float[oldWeight.length];
            float[] newBias = new float[6];
            for (int cell = 0; cell < 6; cell++) {
                newBias[cell] = oldBias[places[cell]];
                for (int i = 0; i < 24; i++) {
                    newWeight[cell * 24 + i] = oldWeight[places[cell] * 24 + i / 6 * 6 + places[i % 6]];
                }
            }
            weight.set_data(Tensors.floats(newWeight, 6, 24));
            bias.set_data(Tensors.floats(newBias, 6));
            assertThat(features(attention, tensor(moved, 4, 2, 3), Precision.FLOAT32))
                    .containsExactly(before, within(1e-5));
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    @Test
    void valuesBeginAsThePublishedProgramsDo() {
        int channels = 64;
        int cells = 16;
        try (ModulatedAttention normal = new ModulatedAttention(channels, cells, AttentionInitial.NORMAL, true, 1);
                ModulatedAttention zero = new ModulatedAttention(channels, cells, AttentionInitial.ZERO, false, 1)) {
            Map<String, double[]> values = ModulatedAttentionOracle.values(normal);
            for (String name : new String[] {"g", "theta", "phi"}) {
                assertThat(deviation(values.get("modulatedatt." + name + ".weight")))
                        .isCloseTo(Math.sqrt(2.0 / 32), within(0.01));
                assertThat(values.get("modulatedatt." + name + ".bias"))
                        .hasSize(32)
                        .containsOnly(0);
            }
            assertThat(deviation(values.get("modulatedatt.conv_mask.weight")))
                    .isCloseTo(Math.sqrt(2.0 / 64), within(0.01));
            double bound = 1 / Math.sqrt(channels * cells);
            assertThat(Arrays.stream(values.get("modulatedatt.fc_spatial.weight")))
                    .hasSize(cells * channels * cells)
                    .allMatch(value -> Math.abs(value) <= bound);
            assertThat(deviation(values.get("modulatedatt.fc_spatial.weight")))
                    .isCloseTo(bound / Math.sqrt(3), within(0.02 * bound));
            assertThat(values.get("fc_add.weight")).hasSize(channels * channels);
            assertThat(Arrays.stream(values.get("fc_add.weight")).sum()).isEqualTo(channels);
            assertThat(values).containsKey("fc_add.bias").doesNotContainKey("modulatedatt.conv_mask.bias");
            assertThat(ModulatedAttentionOracle.values(zero).get("modulatedatt.conv_mask.weight"))
                    .containsOnly(0);
            assertThat(zero.parameters()).doesNotContainKey("fc_add.weight");
        }
    }

    private static double deviation(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum() / values.length);
    }

    /** By hand for 4 channels and 6 cells: 4 x 6 x 4 x 2 cell by cell, 2 x 36 x 2 of pairs, 6 x 24 spatial, 16. */
    @Test
    void multiplyAddsAreThoseOfItsProducts() {
        assertThat(ModulatedAttention.multiplyAdds(4, 6, false)).isEqualTo(192 + 144 + 144);
        assertThat(ModulatedAttention.multiplyAdds(4, 6, true)).isEqualTo(192 + 144 + 144 + 16);
    }
}
