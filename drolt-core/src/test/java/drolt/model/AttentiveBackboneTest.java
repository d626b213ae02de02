package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks with an attention behind their last map, against the same networks without. */
@ExtendWith(OneThread.class)
class AttentiveBackboneTest {
    private static final double[][][][] IMAGES = TinyNetworks.images(new Random(1), 3, 16);
    private static final AttentionConfig PUBLISHED = new ModulatedAttentionConfig(AttentionInitial.NORMAL, true);
    private static final AttentionConfig ZERO = new ModulatedAttentionConfig(AttentionInitial.ZERO, false);

    static Stream<Named<Supplier<Network>>> networks() {
        return Stream.of(
                Named.of("cifar 8", () -> TinyNetworks.linear(8, 2, 3, 1)),
                Named.of("cifar 14", () -> TinyNetworks.linear(14, 2, 3, 1)),
                Named.of("resnet 10", () -> TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 1)),
                Named.of("resnet 50", () -> TinyNetworks.large(50, 1, null, null, ResNetStem.IMAGENET, 3, 1)));
    }

    static Stream<Arguments> networksAndAttentions() {
        return networks().flatMap(network -> Stream.of(Arguments.of(network, PUBLISHED), Arguments.of(network, ZERO)));
    }

    private static Network attentive(Supplier<Network> plain, AttentionConfig config, long seed) {
        Network network = plain.get();
        network.addAttention(config, 16, 16, seed);
        return network;
    }

    private static float[] features(Network network) {
        return TinyNetworks.features(network, IMAGES, false, Precision.FLOAT32);
    }

    /** The last map by the blocks, and the rest by the oracle. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("networksAndAttentions")
    void featuresAreWhatTheAttentionMakesOfTheLastMap(Supplier<Network> plain, AttentionConfig config) {
        try (Network base = plain.get();
                Network network = attentive(plain, config, 3);
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            TinyNetworks.disturbNorms(network, new Random(3));
            base.load(plainValues(network));
            BlockBackbone blocks = (BlockBackbone) base.backbone();
            Tensor map = blocks.lastBlock()
                    .apply(
                            blocks.trunk(
                                    TinyNetworks.tensor(IMAGES),
                                    false,
                                    blocks.named().taps(List.of())),
                            false);
            Map<String, double[]> values = new java.util.LinkedHashMap<>();
            network.parameters().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
            int channels = (int) map.size(1);
            double[] cells = Tensors.toDoubles(map);
            int size = cells.length / IMAGES.length;
            float[] actual = features(network);
            for (int row = 0; row < IMAGES.length; row++) {
                double[] expected = ModulatedAttentionOracle.features(
                        values, Arrays.copyOfRange(cells, row * size, (row + 1) * size), channels);
                for (int c = 0; c < channels; c++) {
                    assertThat((double) actual[row * channels + c])
                            .isCloseTo(expected[c], within(1e-4 * (1 + Math.abs(expected[c]))));
                }
            }
        }
    }

    /** Those that a network without attention has. */
    private static Map<String, Tensor> plainValues(Network network) {
        Map<String, Tensor> values = network.tensors();
        values.keySet().removeIf(name -> name.startsWith("modulatedatt.") || name.startsWith("fc_add."));
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void oneThatBeginsAtZeroChangesNoBitAtFirst(Supplier<Network> plain) {
        try (Network base = plain.get();
                Network zero = attentive(plain, ZERO, 3);
                Network withLayer = attentive(plain, new ModulatedAttentionConfig(AttentionInitial.ZERO, true), 3);
                Network normal = attentive(plain, PUBLISHED, 3)) {
            float[] before = features(base);
            assertThat(features(zero)).containsExactly(before);
            assertThat(features(withLayer)).containsExactly(before);
            assertThat(features(normal)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void namedLayersAreThoseOfTheNetworkWithoutIt(Supplier<Network> plain) {
        try (Network base = plain.get();
                Network network = attentive(plain, PUBLISHED, 3);
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            assertThat(network.backbone().layerDimensions())
                    .isEqualTo(base.backbone().layerDimensions());
            assertThat(network.backbone().layerOfConvolution(0)).isEqualTo("stem");
            List<String> names = List.copyOf(base.backbone().layerDimensions().keySet());
            Tensor images = TinyNetworks.tensor(IMAGES);
            Map<String, Tensor> expected = base.backbone().layers(images, false, names);
            Map<String, Tensor> actual = network.backbone().layers(images, false, names);
            assertThat(actual.keySet()).containsExactlyElementsOf(names);
            names.forEach(name -> {
                float[] values = Tensors.toFloats(actual.get(name));
                assertThat(Arrays.equals(values, Tensors.toFloats(expected.get(name))))
                        .as(name)
                        .isEqualTo(!name.equals(Backbone.FEATURES));
            });
        }
    }

    @Test
    void aStoredNetworkMakesAPlainOneLikeIt() {
        try (Network network = attentive(() -> TinyNetworks.linear(8, 2, 3, 1), PUBLISHED, 4);
                Network withoutLayer = attentive(() -> TinyNetworks.linear(8, 2, 3, 1), ZERO, 5);
                Network plain = TinyNetworks.linear(8, 2, 3, 7);
                Network second = TinyNetworks.linear(8, 2, 3, 7);
                Network again = attentive(() -> TinyNetworks.linear(8, 2, 3, 7), PUBLISHED, 8)) {
            plain.load(network.tensors());
            assertThat(TinyNetworks.logits(plain, IMAGES)).isEqualTo(TinyNetworks.logits(network, IMAGES));
            assertThat(plain.tensors().keySet())
                    .isEqualTo(network.tensors().keySet())
                    .contains(
                            "modulatedatt.g.weight",
                            "modulatedatt.theta.bias",
                            "modulatedatt.phi.weight",
                            "modulatedatt.conv_mask.weight",
                            "modulatedatt.fc_spatial.weight",
                            "fc_add.weight");
            assertThat(plain.backbone().digest()).isEqualTo(network.backbone().digest());
            second.load(withoutLayer.tensors());
            assertThat(second.tensors().keySet()).doesNotContain("fc_add.weight");
            assertThat(again.backbone().digest())
                    .isNotEqualTo(network.backbone().digest());
            again.load(network.tensors());
            assertThat(TinyNetworks.logits(again, IMAGES)).isEqualTo(TinyNetworks.logits(network, IMAGES));
        }
    }

    @Test
    void bfloat16AndChannelsLastAreFloat32ButForTheirBits() {
        try (Network network = attentive(() -> TinyNetworks.linear(14, 8, 5, 2), PUBLISHED, 3)) {
            TinyNetworks.disturbNorms(network, new Random(2));
            float[] exact = features(network);
            float[] rounded = TinyNetworks.features(network, IMAGES, false, Precision.BFLOAT16);
            network.arrange(MemoryLayout.CHANNELS_LAST);
            assertThat(features(network)).containsExactly(exact, within(1e-4f));
            double error = 0;
            double norm = 0;
            for (int i = 0; i < exact.length; i++) {
                error += Math.pow(rounded[i] - exact[i], 2);
                norm += Math.pow(exact[i], 2);
            }
            assertThat(Math.sqrt(error / norm)).isBetween(1e-6, 0.03);
        }
    }

    @Test
    void imagesOfAnotherSizeAreOneLine() {
        try (Network network = attentive(() -> TinyNetworks.linear(8, 2, 3, 1), PUBLISHED, 3)) {
            double[][][][] larger = TinyNetworks.images(new Random(2), 2, 24);
            assertThatThrownBy(() -> TinyNetworks.logits(network, larger))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "images of 24 x 24 pixels give a last map of 6 x 6 cells, and the network's attention was"
                                    + " made for 16: bring images to the size that it was trained on, by augmentation and"
                                    + " testView");
        }
    }

    @Test
    void onlyOneStandsOnOneLastMap() {
        try (Network network = attentive(() -> TinyNetworks.linear(8, 2, 3, 1), PUBLISHED, 3);
                Network bilateral = TinyNetworks.linear(8, 2, 3, 1)) {
            bilateral.makeBilateral(1);
            assertThatThrownBy(() -> network.addAttention(PUBLISHED, 16, 16, 1))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> bilateral.addAttention(PUBLISHED, 16, 16, 1))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> network.makeBilateral(1)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The backbone's parts, the attention and the classifier, each by its name; norms are those of the blocks. */
    @Test
    void itIsAPartOfItsOwnForFreezing() {
        try (Network network = attentive(() -> TinyNetworks.linear(8, 2, 3, 1), PUBLISHED, 3)) {
            network.freezeOnly(List.of("backbone"));
            assertThat(trained(network))
                    .contains("modulatedatt.g.bias", "fc_add.weight", "linear.weight")
                    .noneMatch(name -> name.matches("(conv|bn|layer).*"));
            assertThat(network.backboneIsFrozen()).isFalse();
            network.freezeOnly(List.of("attention"));
            assertThat(trained(network))
                    .contains("conv1.weight", "linear.weight")
                    .noneMatch(name -> name.matches("(modulatedatt|fc_add).*"));
            network.freezeOnly(List.of("backbone", "attention"));
            assertThat(trained(network)).containsExactly("linear.weight", "linear.bias");
            assertThat(network.backboneIsFrozen()).isTrue();
            network.freezeOnly(List.of("modulatedatt.g"));
            assertThat(trained(network)).doesNotContain("modulatedatt.g.weight").contains("modulatedatt.phi.weight");
            network.freezeOnly(List.of());
            network.freezeNorms();
            assertThat(trained(network))
                    .contains("modulatedatt.g.bias", "fc_add.bias")
                    .noneMatch(name -> name.contains("bn"));
            assertThat(network.unknownParts(List.of("attention", "modulatedatt", "modulated")))
                    .containsExactly("modulated");
        }
    }

    private static List<String> trained(Network network) {
        return network.parameters().entrySet().stream()
                .filter(entry -> entry.getValue().requires_grad())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void multiplyAddsAndTheLastMapAreThoseOfTheConfiguration() {
        ModelConfig cifar = new CifarResNetConfig(
                8, 2, new LinearClassifierConfig(null, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);
        assertThat(cifar.lastMap(32, 32)).isEqualTo(new MapShape(8, 8, 8));
        assertThat(cifar.lastMap(30, 17)).isEqualTo(new MapShape(8, 8, 5));
        ModelConfig large = new ResNetConfig(
                50,
                64,
                null,
                null,
                ResNetStem.IMAGENET,
                new LinearClassifierConfig(null, null),
                PrecisionChoice.FLOAT32,
                LayoutChoice.CONTIGUOUS,
                null);
        assertThat(large.lastMap(224, 224)).as("the 49 cells of Liu et al.").isEqualTo(new MapShape(2048, 7, 7));
        try (Network base = cifar.build(3, 1);
                Network network = cifar.build(3, 1)) {
            network.addAttention(PUBLISHED, 32, 32, 1);
            assertThat(network.backbone().multiplyAdds(32, 32) - base.backbone().multiplyAdds(32, 32))
                    .isEqualTo(PUBLISHED.multiplyAdds(new MapShape(8, 8, 8)));
        }
    }
}
