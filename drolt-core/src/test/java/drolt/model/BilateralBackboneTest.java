package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two last blocks on one trunk, against plain networks with one or the other. */
@ExtendWith(OneThread.class)
class BilateralBackboneTest {
    private static final double[][][][] ONE = TinyNetworks.images(new Random(1), 3, 16);
    private static final double[][][][] OTHER = TinyNetworks.images(new Random(2), 3, 16);

    static Stream<Arguments> networks() {
        return Stream.of(
                network("cifar 8", () -> TinyNetworks.linear(8, 2, 3, 1), "layer3.0"),
                network("cifar 14", () -> TinyNetworks.linear(14, 2, 3, 1), "layer3.1"),
                network("resnet 10", () -> TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 1), "layer4.0"),
                network("resnet 50", () -> TinyNetworks.large(50, 2, null, null, ResNetStem.SMALL, 3, 1), "layer4.2"));
    }

    private static Arguments network(String name, Supplier<Network> network, String lastBlock) {
        return Arguments.of(Named.of(name, network), lastBlock);
    }

    private static Network bilateral(Supplier<Network> plain) {
        Network network = plain.get();
        assertThat(network.makeBilateral(9)).isTrue();
        TinyNetworks.disturbNorms(network, new Random(3));
        return network;
    }

    /** A network of one branch with the trunk of another one and the named block of it in the last place. */
    private static float[] alone(
            Supplier<Network> plain, Network network, String lastBlock, String block, double[][][][] images) {
        try (Network single = plain.get();
                StepScope scope = StepScope.open()) {
            Map<String, Tensor> values = new LinkedHashMap<>(network.tensors());
            single.classifier().parameters().forEach(values::put);
            network.tensors().forEach((name, tensor) -> {
                if (name.startsWith(block + ".")) {
                    values.put(lastBlock + name.substring(block.length()), tensor);
                }
            });
            values.keySet().removeIf(name -> name.startsWith("rb_block."));
            single.load(values);
            return TinyNetworks.features(single, images, false, Precision.FLOAT32);
        }
    }

    private static float[] mixed(Network network, double share) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            return Tensors.toFloats(network.forward(
                            TinyNetworks.tensor(ONE), TinyNetworks.tensor(OTHER), share, false, Precision.FLOAT32)
                    .features());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void inATestTheFeaturesAreThoseOfBothBranchesToTheBit(Supplier<Network> plain, String lastBlock) {
        try (Network network = bilateral(plain)) {
            float[] first = alone(plain, network, lastBlock, lastBlock, ONE);
            float[] second = alone(plain, network, lastBlock, "rb_block", ONE);
            assertThat(first).isNotEqualTo(second);
            float[] both = TinyNetworks.features(network, ONE, false, Precision.FLOAT32);
            int dimension = first.length / 3;
            assertThat(network.backbone().dimension()).isEqualTo(2 * dimension);
            for (int row = 0; row < 3; row++) {
                assertThat(Arrays.copyOfRange(both, 2 * row * dimension, (2 * row + 1) * dimension))
                        .isEqualTo(Arrays.copyOfRange(first, row * dimension, (row + 1) * dimension));
                assertThat(Arrays.copyOfRange(both, (2 * row + 1) * dimension, (2 * row + 2) * dimension))
                        .isEqualTo(Arrays.copyOfRange(second, row * dimension, (row + 1) * dimension));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void inTrainingEachBranchSeesItsOwnImageAndTheShareWeighsThem(Supplier<Network> plain, String lastBlock) {
        try (Network network = bilateral(plain)) {
            float[] first = alone(plain, network, lastBlock, lastBlock, ONE);
            float[] second = alone(plain, network, lastBlock, "rb_block", OTHER);
            int dimension = first.length / 3;
            for (double share : new double[] {1, 0.75, 0.5, 0}) {
                float[] actual = mixed(network, share);
                for (int i = 0; i < actual.length; i++) {
                    int row = i / (2 * dimension);
                    int column = i % (2 * dimension);
                    double expected = column < dimension
                            ? 2 * share * first[row * dimension + column]
                            : 2 * (1 - share) * second[row * dimension + column - dimension];
                    assertThat((double) actual[i]).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    @Test
    void withTheWholeShareTheOtherBranchLearnsNothing() {
        try (Network network = bilateral(() -> TinyNetworks.linear(8, 2, 3, 1));
                StepScope scope = StepScope.open()) {
            network.forward(TinyNetworks.tensor(ONE), TinyNetworks.tensor(OTHER), 1, true, Precision.FLOAT32)
                    .logits()
                    .pow(new Scalar(2))
                    .sum()
                    .backward();
            network.backbone().parameters().forEach((name, tensor) -> {
                if (tensor.dim() > 1) {
                    boolean learns =
                            Arrays.stream(Tensors.toDoubles(tensor.grad())).anyMatch(value -> value != 0);
                    assertThat(learns).as(name).isEqualTo(!name.startsWith("rb_block."));
                }
            });
        }
    }

    @Test
    void aStoredNetworkOfTwoBranchesMakesAPlainOneLikeIt() {
        try (Network network = bilateral(() -> TinyNetworks.linear(8, 2, 3, 1));
                Network plain = TinyNetworks.linear(8, 2, 3, 7);
                Network again = TinyNetworks.linear(8, 2, 3, 7)) {
            plain.load(network.tensors());
            assertThat(TinyNetworks.logits(plain, ONE)).isEqualTo(TinyNetworks.logits(network, ONE));
            assertThat(plain.backbone().digest()).isEqualTo(network.backbone().digest());
            assertThat(plain.makeBilateral(4)).isFalse();
            again.makeBilateral(5);
            again.load(network.tensors());
            assertThat(TinyNetworks.logits(again, ONE)).isEqualTo(TinyNetworks.logits(network, ONE));
        }
    }

    @Test
    void itHasTheTrunksLayersAndTheFeaturesOfBoth() {
        try (Network network = bilateral(() -> TinyNetworks.linear(14, 2, 3, 1));
                Network plain = TinyNetworks.linear(14, 2, 3, 1)) {
            Backbone backbone = network.backbone();
            assertThat(backbone.layerDimensions().keySet())
                    .containsExactly(
                            "stem",
                            "layer1.0",
                            "layer1.1",
                            "layer1",
                            "layer2.0",
                            "layer2.1",
                            "layer2",
                            "layer3.0",
                            "features");
            assertThat(backbone.layerDimensions()).containsEntry("layer3.0", 8).containsEntry("features", 16);
            assertThat(backbone.layerOfConvolution(8)).isEqualTo("layer2.1");
            assertThat(backbone.layerOfConvolution(12)).isEqualTo("features");
            long added = 2L * 9 * 8 * 8;
            assertThat(backbone.multiplyAdds(32, 32) - plain.backbone().multiplyAdds(32, 32))
                    .isEqualTo(added * 8 * 8);
            assertThat(network.parameterCount())
                    .isEqualTo(plain.parameterCount() + added + 4 * 8 + 3 * 8); // block, norms, classifier
            try (NoGrad noGrad = NoGrad.open();
                    StepScope scope = StepScope.open()) {
                Map<String, Tensor> layers =
                        backbone.layers(TinyNetworks.tensor(ONE), false, List.of("features", "layer2"));
                assertThat(layers.keySet()).containsExactly("features", "layer2");
            }
        }
    }

    @Test
    void aPlainNetworkHasNoTwoImages() {
        try (Network network = TinyNetworks.linear(8, 2, 3, 1)) {
            assertThatThrownBy(() -> mixed(network, 0.5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one branch");
        }
    }
}
