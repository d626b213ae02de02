package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class ParameterCountTest {
    @ParameterizedTest(name = "ResNet-32, {0} classes: {1}")
    @CsvSource({"10, 464154", "100, 470004"})
    void resNet32WithLinearClassifier(int classes, long parameters) {
        try (Network network = TinyNetworks.linear(32, 16, classes, 1)) {
            assertThat(network.parameterCount()).isEqualTo(parameters);
        }
    }

    @Test
    void resNet32Backbone() {
        try (CifarResNet backbone = new CifarResNet(32, 16, 1)) {
            assertThat(count(backbone)).isEqualTo(463_504);
            assertThat(backbone.dimension()).isEqualTo(64);
            assertThat(backbone.multiplyAdds(32, 32)).isBetween(68_800_000L, 69_000_000L);
        }
    }

    @ParameterizedTest(name = "depth {0}, width {1}")
    @CsvSource({"8, 16", "20, 16", "44, 16", "56, 16", "110, 16", "8, 4", "14, 3"})
    void everyDepthHasItsConvolutionsAndNorms(int depth, int width) {
        int blocks = (depth - 2) / 6;
        long expected = 27L * width + 2L * width;
        int inputs = width;
        for (int stage = 0; stage < 3; stage++) {
            int outputs = width << stage;
            for (int block = 0; block < blocks; block++) {
                expected += 9L * inputs * outputs + 9L * outputs * outputs + 4L * outputs;
                inputs = outputs;
            }
        }
        try (CifarResNet backbone = new CifarResNet(depth, width, 1)) {
            assertThat(count(backbone)).isEqualTo(expected);
            assertThat(backbone.dimension()).isEqualTo(4 * width);
        }
    }

    /** Figures that He et al. and the released programs print, in millions: 0.27, 0.66, 0.85, 1.7. */
    @ParameterizedTest(name = "depth {0}: {1}")
    @CsvSource({"20, 0.27", "44, 0.66", "56, 0.85", "110, 1.73"})
    void countsArePublishedOnes(int depth, double millions) {
        try (Network network = TinyNetworks.linear(depth, 16, 10, 1)) {
            assertThat(network.parameterCount() / 1e6).isCloseTo(millions, Assertions.within(0.005));
        }
    }

    @Test
    void namesAreThoseOfPyTorchModules() {
        try (Network network = TinyNetworks.linear(8, 2, 3, 1)) {
            assertThat(network.tensors().keySet())
                    .contains(
                            "conv1.weight",
                            "bn1.running_var",
                            "layer2.0.conv1.weight",
                            "layer3.0.bn2.bias",
                            "linear.weight",
                            "linear.bias");
            Map<String, Tensor> tensors = network.tensors();
            assertThat(tensors.get("layer2.0.conv1.weight").shape()).containsExactly(4, 2, 3, 3);
            assertThat(tensors.get("linear.weight").shape()).containsExactly(3, 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 7, 9, 33})
    void otherDepthsAreRefused(int depth) {
        Assertions.assertThatThrownBy(() -> new CifarResNet(depth, 16, 1).close())
                .hasMessageContaining("6n + 2");
    }

    private static long count(Backbone backbone) {
        try (StepScope scope = StepScope.open()) {
            return backbone.parameters().values().stream()
                    .mapToLong(Tensor::numel)
                    .sum();
        }
    }
}
