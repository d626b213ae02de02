package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network for large images. */
@ExtendWith(OneThread.class)
class ResNetTest {
    private static final double TOLERANCE = 1e-4; // of the greatest feature

    /** Parameters and multiply-adds (10^9, at 224 pixels) with 1000 classes as torchvision prints them; ResNet-10 by hand. */
    @ParameterizedTest(name = "depth {0}, {1} groups of {2}: {3} parameters")
    @CsvSource({
        "10, , , 5418792, 512, 0.889",
        "18, , , 11689512, 512, 1.814",
        "34, , , 21797672, 512, 3.664",
        "50, , , 25557032, 2048, 4.089",
        "101, , , 44549160, 2048, 7.801",
        "152, , , 60192808, 2048, 11.514",
        "50, 32, 4, 25028904, 2048, 4.230",
    })
    void countsArePublishedOnes(
            int depth,
            @Nullable Integer groups,
            @Nullable Integer widthPerGroup,
            long parameters,
            int dimension,
            double billionMultiplyAdds) {
        try (Network network = TinyNetworks.large(depth, 64, groups, widthPerGroup, ResNetStem.IMAGENET, 1000, 1)) {
            assertThat(network.parameterCount()).isEqualTo(parameters);
            assertThat(network.backbone().dimension()).isEqualTo(dimension);
            assertThat((network.backbone().multiplyAdds(224, 224) + 1000L * dimension) / 1e9)
                    .isCloseTo(billionMultiplyAdds, within(5.1e-4));
        }
    }

    @ParameterizedTest(
            name = "depth {0}, width {1}, {2} groups of {3}, {4} stem, {5} images of {6} pixels, batch statistics {7}")
    @CsvSource({
        "10, 4, , , IMAGENET, 2, 32, false",
        "10, 3, , , SMALL, 2, 9, false", // odd sizes: the last pixel has no neighbour
        "18, 4, , , IMAGENET, 3, 45, true",
        "34, 2, , , IMAGENET, 1, 32, false",
        "50, 4, , , IMAGENET, 2, 37, false",
        "50, 2, , , SMALL, 3, 10, true",
        "50, 8, 4, 16, IMAGENET, 2, 33, false",
        "50, 8, 2, 8, SMALL, 3, 9, true",
    })
    void forwardIsThatOfPlainDoubles(
            int depth,
            int width,
            @Nullable Integer groups,
            @Nullable Integer widthPerGroup,
            ResNetStem stem,
            int images,
            int size,
            boolean batchStatistics) {
        Random random = new Random(depth + size);
        double[][][][] pixels = TinyNetworks.images(random, images, size);
        try (Network network = TinyNetworks.large(depth, width, groups, widthPerGroup, stem, 3, size)) {
            TinyNetworks.disturbNorms(network, random);
            ResNetOracle oracle = new ResNetOracle(network.tensors(), batchStatistics);
            double[][] expected = oracle.features(pixels, stem == ResNetStem.SMALL);

            float[] actual = TinyNetworks.features(network, pixels, batchStatistics, Precision.FLOAT32);

            int dimension = network.backbone().dimension();
            double tolerance = TOLERANCE * greatest(expected);
            assertThat(actual).hasSize(images * dimension);
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i / dimension][i % dimension], within(tolerance));
            }
            network.backbone().buffers().forEach((name, buffer) -> {
                double[] statistic = oracle.value(name);
                double scale = Math.max(
                        1, Arrays.stream(statistic).map(Math::abs).max().orElseThrow());
                assertThat(Tensors.toDoubles(buffer)).as(name).containsExactly(statistic, within(TOLERANCE * scale));
            });
        }
    }

    private static double greatest(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).max().orElseThrow();
    }

    /** 53 convolutions, 53 norms of four tensors and the classifier: torchvision's 320 without its 53 counters. */
    @Test
    void namesAndShapesAreTorchvisions() {
        try (Network network = TinyNetworks.large(50, 64, null, null, ResNetStem.IMAGENET, 10, 1)) {
            Map<String, Tensor> tensors = network.namedForFiles();
            assertThat(tensors).hasSize(267).containsKeys("fc.weight", "fc.bias");
            assertThat(tensors.keySet()).noneMatch(name -> name.startsWith("linear"));
            TreeSet<String> block = new TreeSet<>();
            for (int i = 1; i <= 3; i++) {
                block.add("layer4.0.conv" + i + ".weight");
                addNorm("layer4.0.bn" + i, block);
            }
            block.add("layer4.0.downsample.0.weight");
            addNorm("layer4.0.downsample.1", block);
            assertThat(tensors.keySet().stream().filter(name -> name.startsWith("layer4.0.")))
                    .hasSameElementsAs(block);
            assertThat(tensors.keySet().stream().filter(name -> name.startsWith("layer4.1.")))
                    .hasSize(block.size() - 5)
                    .noneMatch(name -> name.contains("downsample"));
            assertThat(tensors).containsKeys("conv1.weight", "bn1.running_mean", "layer3.5.bn3.bias");
            assertThat(tensors).doesNotContainKeys("layer3.6.conv1.weight", "layer5.0.conv1.weight");
            assertThat(tensors.get("conv1.weight").shape()).containsExactly(64, 3, 7, 7);
            assertThat(tensors.get("layer1.0.downsample.0.weight").shape()).containsExactly(256, 64, 1, 1);
            assertThat(tensors.get("layer4.0.conv1.weight").shape()).containsExactly(512, 1024, 1, 1);
            assertThat(tensors.get("layer4.0.conv2.weight").shape()).containsExactly(512, 512, 3, 3);
            assertThat(tensors.get("layer4.0.conv3.weight").shape()).containsExactly(2048, 512, 1, 1);
        }
    }

    private static void addNorm(String name, TreeSet<String> names) {
        for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            names.add(name + "." + part);
        }
    }

    @Test
    void groupsDivideTheInnerConvolutionAlone() {
        try (Network network = TinyNetworks.large(50, 16, 8, 16, ResNetStem.SMALL, 10, 1)) {
            Map<String, Tensor> tensors = network.tensors();
            assertThat(tensors.get("conv1.weight").shape()).containsExactly(16, 3, 3, 3);
            assertThat(tensors.get("layer2.0.conv1.weight").shape()).containsExactly(64, 64, 1, 1);
            assertThat(tensors.get("layer2.0.conv2.weight").shape()).containsExactly(64, 8, 3, 3);
            assertThat(tensors.get("layer2.0.conv3.weight").shape()).containsExactly(128, 64, 1, 1);
        }
    }

    /** Versions before wrote {@code linear.weight} and {@code linear.bias}. */
    @Test
    void filesWithTheOldNamesOfTheClassifierAreRead() {
        try (Network network = TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 1);
                Network old = TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 2);
                Network now = TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 3);
                StepScope scope = StepScope.open()) {
            assertThat(old.tensors()).containsKeys("linear.weight", "linear.bias");
            for (Map<String, Tensor> file : List.of(old.tensors(), now.namedForFiles(), old.tensors())) {
                network.load(file);
                assertThat(Tensors.toFloats(network.tensors().get("linear.weight")))
                        .containsExactly(Tensors.toFloats(Stream.of("fc.weight", "linear.weight")
                                .map(file::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow()));
            }
        }
    }

    /** Files of PyTorch count batches besides. */
    @Test
    void countersOfBatchesInAFileAreIgnored() {
        try (Network network = TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 1);
                Network other = TinyNetworks.large(10, 2, null, null, ResNetStem.SMALL, 3, 2);
                StepScope scope = StepScope.open()) {
            Map<String, Tensor> file = new LinkedHashMap<>(other.tensors());
            file.put("bn1.num_batches_tracked", Tensors.longs(new int[] {7}, 1));
            network.load(file);
            assertThat(Tensors.toFloats(network.tensors().get("layer4.0.downsample.0.weight")))
                    .containsExactly(Tensors.toFloats(other.tensors().get("layer4.0.downsample.0.weight")));
        }
    }

    /** Within five standard errors of n normal or uniform values. */
    @Test
    void convolutionsStartNormalByTheirOutputsAndTheClassifierUniform() {
        try (Network network = TinyNetworks.large(50, 16, 4, 16, ResNetStem.IMAGENET, 100, 11)) {
            network.parameters().forEach((name, tensor) -> {
                double[] values = Tensors.toDoubles(tensor);
                double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
                if (tensor.dim() == 4) {
                    double deviation = Math.sqrt(2.0 / (tensor.size(0) * tensor.size(2) * tensor.size(3)));
                    assertThat(Math.sqrt(square) / deviation)
                            .as(name)
                            .isCloseTo(1, within(5 / Math.sqrt(2.0 * values.length)));
                } else if (name.equals("linear.weight")) {
                    double bound = 1 / Math.sqrt(network.backbone().dimension());
                    assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow())
                            .isBetween(0.999 * bound, bound);
                    assertThat(Math.sqrt(3 * square) / bound).isCloseTo(1, within(0.01));
                } else if (!name.startsWith("linear")) {
                    assertThat(values).as(name).containsOnly(name.endsWith("weight") ? 1 : 0);
                }
            });
        }
    }

    @ParameterizedTest(name = "depth {0}, width {1}, groups {2}, widthPerGroup {3}: {4}")
    @CsvSource({
        "20, 64, , , depth: 20 must be 10",
        "50, 0, , , width: 0 must lie in 1..256",
        "18, 64, 32, 4, groups: 32 needs a depth of 50",
        "50, 64, 0, 4, groups: 0 must lie in 1..128",
        "50, 64, 32, , groups: 32 needs widthPerGroup",
        "50, 64, , 4, widthPerGroup: 4 needs groups",
        "50, 64, 32, 0, widthPerGroup: 0 must lie in 1..512",
        "50, 8, 2, 4, widthPerGroup: 4 leaves a group of width 8 no channel",
    })
    void whatIsNoNetworkIsRefused(
            int depth, int width, @Nullable Integer groups, @Nullable Integer widthPerGroup, String message) {
        assertThatThrownBy(() -> TinyNetworks.large(depth, width, groups, widthPerGroup, ResNetStem.SMALL, 3, 1)
                        .close())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message.substring(message.indexOf(' ') + 1));
    }
}
