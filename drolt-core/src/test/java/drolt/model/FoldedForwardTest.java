package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import drolt.tensor.CpuFeatures;
import drolt.tensor.FusedConvolution;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forward pass with batch normalisation folded into the convolutions, against the engine's own operations. */
@ExtendWith(OneThread.class)
class FoldedForwardTest {
    static Stream<Arguments> networks() {
        return Stream.of(MemoryLayout.values())
                .flatMap(layout -> Stream.of(1L, 2L, 3L)
                        .flatMap(seed -> Stream.of(
                                Arguments.of("cifar-resnet 14", TinyNetworks.linear(14, 4, 5, seed), layout, seed),
                                Arguments.of("cifar-resnet 8, odd", TinyNetworks.linear(8, 3, 5, seed), layout, seed),
                                Arguments.of("resnet 10", large(10, 8, null, null, seed), layout, seed),
                                Arguments.of("resnet 50", large(50, 4, null, null, seed), layout, seed),
                                Arguments.of("resnext 50", large(50, 8, 4, 8, seed), layout, seed))));
    }

    private static Network large(int depth, int width, Integer groups, Integer widthPerGroup, long seed) {
        return TinyNetworks.large(depth, width, groups, widthPerGroup, ResNetStem.IMAGENET, 5, seed);
    }

    @ParameterizedTest(name = "{0}, {2}, seed {3}")
    @MethodSource("networks")
    void featuresAndLayersAreTheEnginesButForRounding(String name, Network network, MemoryLayout layout, long seed) {
        try (network) {
            TinyNetworks.disturbNorms(network, new Random(seed));
            network.arrange(layout);
            double[][][][] images = TinyNetworks.images(new Random(seed), 3, 20);
            List<String> layers = List.of("stem", "layer1", "layer3", Backbone.FEATURES);
            List<float[]> engine = means(network, images, layout, layers, false);
            List<float[]> folded = means(network, images, layout, layers, true);
            for (int i = 0; i < layers.size(); i++) {
                float largest = largest(engine.get(i));
                assertThat(folded.get(i))
                        .as(layers.get(i))
                        .containsExactly(engine.get(i), within(1e-5f * Math.max(1, largest)));
            }
        }
    }

    @Test
    void theOperationIsThereWithThisEngineAndOnlyWithoutGradients() {
        try (StepScope scope = StepScope.open()) {
            Tensor map = Tensors.floats(new float[16], 1, 1, 4, 4);
            assertThat(FusedConvolution.isAvailable(map)).isFalse();
            try (NoGrad noGrad = NoGrad.open()) {
                assertThat(FusedConvolution.isAvailable(map)).isTrue();
            }
        }
    }

    @Test
    void runningStatisticsThatChangeAreSeenAtOnce() {
        double[][][][] images = TinyNetworks.images(new Random(5), 2, 12);
        try (Network network = TinyNetworks.linear(8, 4, 5, 1)) {
            float[] before = TinyNetworks.features(network, images, false, Precision.FLOAT32);
            TinyNetworks.features(network, images, true, Precision.FLOAT32);
            float[] after = TinyNetworks.features(network, images, false, Precision.FLOAT32);
            assertThat(after).isNotEqualTo(before);
        }
    }

    @Test
    void memoryStaysFlatOverThousandsOfPasses() {
        double[][][][] images = TinyNetworks.images(new Random(5), 16, 16);
        try (Network network = TinyNetworks.linear(8, 8, 5, 1)) {
            long before = 0;
            for (int pass = 0; pass < 3000; pass++) {
                if (pass == 500) {
                    before = Pointer.physicalBytes();
                }
                TinyNetworks.features(network, images, false, Precision.FLOAT32);
            }
            // One map of the first stage that is never freed would be 131 kB a pass, 327 MB in all.
            assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
        }
    }

    @Test
    void bfloat16IsFoldedWhereOneDnnTakesIt() {
        assumeThat(CpuFeatures.detect().has("avx512bw"))
                .as("oneDNN takes bfloat16 from avx512bw on")
                .isTrue();
        double[][][][] images = TinyNetworks.images(new Random(5), 4, 20);
        try (Network network = TinyNetworks.linear(14, 8, 5, 1)) {
            TinyNetworks.disturbNorms(network, new Random(5));
            float[] exact = TinyNetworks.features(network, images, false, Precision.FLOAT32);
            float[] rounded = TinyNetworks.features(network, images, false, Precision.BFLOAT16);
            assertThat(rounded).isNotEqualTo(exact).containsExactly(exact, within(0.05f * largest(exact)));
        }
    }

    /** Without gradients the folded pass runs; with them, of a network that takes none, the engine's own operations. */
    private static List<float[]> means(
            Network network, double[][][][] images, MemoryLayout layout, List<String> layers, boolean folded) {
        network.freezeOnly(List.of("backbone", "classifier"));
        try (StepScope scope = StepScope.open()) {
            Tensor pixels = layout.arrange(TinyNetworks.tensor(images));
            if (!folded) {
                return rows(network, pixels, layers);
            }
            try (NoGrad noGrad = NoGrad.open()) {
                return rows(network, pixels, layers);
            }
        }
    }

    private static List<float[]> rows(Network network, Tensor pixels, List<String> layers) {
        ForwardPass pass = network.forward(pixels, false, Precision.FLOAT32, layers);
        return layers.stream().map(layer -> Tensors.toFloats(pass.layer(layer))).toList();
    }

    private static float largest(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return Math.max(-sorted[0], sorted[sorted.length - 1]);
    }
}
