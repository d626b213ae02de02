package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the layers of a network say on the way. */
@ExtendWith(OneThread.class)
class LayersTest {
    @ParameterizedTest(name = "depth {0}, width {1}, batch statistics {2}, seed {3}")
    @CsvSource({"8, 2, false, 1", "14, 3, false, 2", "8, 4, true, 3"})
    void eachLayerSaysWhatTheNetworkCutThereSays(int depth, int width, boolean batchStatistics, long seed) {
        Random random = new Random(seed);
        double[][][][] pixels = TinyNetworks.images(random, 3, 8);
        try (Network network = TinyNetworks.linear(depth, width, 3, seed)) {
            TinyNetworks.disturbNorms(network, random);
            Map<String, double[][]> expected =
                    new ResNetOracle(network.tensors(), batchStatistics).cifarLayers(pixels, depth);
            assertLayers(network, pixels, batchStatistics, expected);
        }
    }

    @ParameterizedTest
    @EnumSource(ResNetStem.class)
    void theSameOfBlocksOfTwo(ResNetStem stem) {
        assertLargeLayers(TinyNetworks.large(18, 2, null, null, stem, 3, 4), stem);
    }

    @ParameterizedTest
    @EnumSource(ResNetStem.class)
    void theSameOfBottlenecks(ResNetStem stem) {
        assertLargeLayers(TinyNetworks.large(50, 2, null, null, stem, 3, 5), stem);
    }

    private static void assertLargeLayers(Network tiny, ResNetStem stem) {
        try (Network network = tiny) {
            double[][][][] pixels = TinyNetworks.images(new Random(6), 2, 16);
            assertLayers(
                    network,
                    pixels,
                    false,
                    new ResNetOracle(network.tensors(), false).layers(pixels, stem == ResNetStem.SMALL));
        }
    }

    private static void assertLayers(
            Network network, double[][][][] pixels, boolean batchStatistics, Map<String, double[][]> expected) {
        assertThat(network.backbone().layerDimensions().keySet()).containsExactlyElementsOf(expected.keySet());
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            ForwardPass pass =
                    network.forward(TinyNetworks.tensor(pixels), batchStatistics, Precision.FLOAT32, expected.keySet());
            assertThat(pass.layers().keySet()).containsExactlyElementsOf(expected.keySet());
            expected.forEach((name, rows) -> {
                int dimension = network.backbone().layerDimensions().get(name);
                float[] actual = Tensors.toFloats(pass.layers().get(name));
                assertThat(actual).as(name).hasSize(rows.length * dimension);
                for (int i = 0; i < actual.length; i++) {
                    double value = rows[i / dimension][i % dimension];
                    assertThat((double) actual[i]).as(name).isCloseTo(value, within(2e-4 * (1 + Math.abs(value))));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void askingForLayersChangesNeitherFeaturesNorLogits(Precision precision) {
        double[][][][] pixels = TinyNetworks.images(new Random(7), 4, 8);
        try (Network network = TinyNetworks.linear(14, 4, 3, 7);
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            ForwardPass plain = network.forward(TinyNetworks.tensor(pixels), false, precision);
            ForwardPass asked = network.forward(
                    TinyNetworks.tensor(pixels), false, precision, List.of("layer2.0", "layer3", "features", "stem"));
            assertThat(plain.layers()).isEmpty();
            assertThat(asked.layers().keySet()).containsExactly("layer2.0", "layer3", "features", "stem");
            float[] features = Tensors.toFloats(plain.features());
            assertThat(Tensors.toFloats(asked.features())).isEqualTo(features);
            assertThat(Tensors.toFloats(asked.logits())).isEqualTo(Tensors.toFloats(plain.logits()));
            assertThat(Tensors.toFloats(asked.layers().get("features"))).isEqualTo(features);
            assertThat(Tensors.toFloats(asked.layers().get("layer3"))).isEqualTo(features);
            asked.layers()
                    .forEach((name, layer) ->
                            assertThat(layer.scalar_type().intern()).as(name).isEqualTo(ScalarType.Float));
        }
    }

    @Test
    void theGradientOfALayerReachesAllBeforeItAndNothingBehind() {
        double[][][][] pixels = TinyNetworks.images(new Random(8), 4, 8);
        try (Network network = TinyNetworks.linear(8, 2, 3, 8);
                StepScope scope = StepScope.open()) {
            network.forward(TinyNetworks.tensor(pixels), true, Precision.FLOAT32, List.of("layer2"))
                    .layer("layer2")
                    .square()
                    .sum()
                    .backward();
            network.parameters().forEach((name, tensor) -> {
                boolean before = name.startsWith("conv1") || name.startsWith("layer1") || name.startsWith("layer2");
                if (tensor.dim() == 4) {
                    assertThat(tensor.grad().defined()).as(name).isEqualTo(before);
                }
            });
        }
    }

    @Test
    void theLayersOfThePapersFigure3AreStemAndEndsOfStages() {
        try (Network network = TinyNetworks.linear(32, 1, 3, 1)) {
            Backbone backbone = network.backbone();
            List<String> layers = new ArrayList<>();
            for (int index : new int[] {0, 10, 20, 30}) {
                layers.add(backbone.layerOfConvolution(index));
            }
            assertThat(layers).containsExactly("stem", "layer1.4", "layer2.4", "layer3.4");
            assertThat(backbone.layerDimensions())
                    .containsEntry("stem", 1)
                    .containsEntry("layer1", 1)
                    .containsEntry("layer2", 2)
                    .containsEntry("layer3", 4)
                    .containsEntry("features", 4)
                    .hasSize(1 + 15 + 3 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 31})
    void insideABlockThereIsNoLayer(int index) {
        try (Network network = TinyNetworks.linear(8, 1, 3, 1)) {
            assertThatThrownBy(() -> network.backbone().layerOfConvolution(index))
                    .hasMessage("convolution " + index + " is not the last of a block; such are [0, 2, 4, 6]");
        }
    }

    @Test
    void anUnknownLayerIsRefusedWithTheNearestAndAllNames() {
        try (Network network = TinyNetworks.linear(8, 1, 3, 1)) {
            assertThatThrownBy(() -> network.backbone().requireLayers(List.of("stem", "layr2")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no layer is named 'layr2'; did you mean 'layer2'? legal are stem, layer1.0, layer1,"
                            + " layer2.0, layer2, layer3.0, layer3, features");
            assertThatThrownBy(() -> network.backbone().requireLayers(List.of("pool")))
                    .hasMessageStartingWith("no layer is named 'pool'; legal are stem,");
        }
    }
}
