package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OneThread.class)
class NetworkPartsTest {
    private final Network network = TinyNetworks.linear(14, 2, 4, 1);

    @AfterEach
    void free() {
        network.close();
    }

    @Test
    void backboneAndClassifierAreFrozenByTheirNames() {
        network.freezeOnly(List.of("backbone"));
        assertThat(trained()).containsExactly("linear.bias", "linear.weight");
        assertThat(network.backboneIsFrozen()).isTrue();
        network.freezeOnly(List.of("classifier"));
        assertThat(trained()).doesNotContain("linear.bias", "linear.weight").contains("conv1.weight");
        assertThat(network.backboneIsFrozen()).isFalse();
        network.freezeOnly(List.of());
        assertThat(trained()).hasSameSizeAs(network.parameters().keySet());
    }

    @Test
    void partsAreFrozenByWholeSegmentsOfTheirNames() {
        network.freezeOnly(List.of("layer1", "layer2.1.conv1"));
        assertThat(trained())
                .allMatch(name -> !name.startsWith("layer1.") && !name.startsWith("layer2.1.conv1."))
                .contains("layer2.0.conv1.weight", "layer2.1.conv2.weight", "conv1.weight");
        assertThat(network.unknownParts(List.of("layer1", "layer", "conv", "layer3.0.bn1", "head", "backbone")))
                .containsExactly("layer", "conv", "head");
    }

    @Test
    void frozenNormsKeepTheirWeightsAndBiasesOnly() {
        network.freezeOnly(List.of());
        network.freezeNorms();
        assertThat(trained()).allMatch(name -> !name.contains("bn")).contains("conv1.weight", "linear.bias");
    }

    @Test
    void gradientsReachExactlyWhatIsNotFrozen() {
        network.freezeOnly(List.of("layer1", "conv1", "bn1"));
        try (StepScope scope = StepScope.open()) {
            Tensor images = TinyNetworks.tensor(TinyNetworks.images(new Random(1), 3, 8));
            network.forward(images, true, drolt.tensor.Precision.FLOAT32)
                    .logits()
                    .square()
                    .sum()
                    .backward();
            network.parameters()
                    .forEach((name, tensor) -> assertThat(tensor.grad().defined())
                            .as(name)
                            .isEqualTo(trained().contains(name)));
        }
    }

    @Test
    void loadingCopiesAndNamesWhatDoesNotFit() {
        try (Network other = TinyNetworks.linear(14, 2, 4, 99);
                StepScope scope = StepScope.open()) {
            network.load(other.tensors());
            other.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    Tensors.toFloats(network.tensors().get(name)))
                            .as(name)
                            .containsExactly(Tensors.toFloats(tensor)));

            Map<String, Tensor> incomplete = new LinkedHashMap<>(other.tensors());
            incomplete.remove("linear.bias");
            assertThatThrownBy(() -> network.load(incomplete)).hasMessage("no tensor named linear.bias");
            Map<String, Tensor> misshapen = new LinkedHashMap<>(other.tensors());
            misshapen.put("linear.bias", Tensors.floats(new float[5], 5));
            assertThatThrownBy(() -> network.load(misshapen)).hasMessageContaining("linear.bias has shape [5]");
        }
    }

    @Test
    void scaledClassifierTrainsFactorsOnlyAndFoldsToTheSameLogits() {
        double[][][][] pixels = TinyNetworks.images(new Random(4), 5, 8);
        float[] unscaled = TinyNetworks.logits(network, pixels);
        ScaledClassifier scaled = new ScaledClassifier((LinearClassifier) network.classifier());
        network.replaceClassifier(scaled);
        assertThat(TinyNetworks.logits(network, pixels)).containsExactly(unscaled);
        network.freezeOnly(List.of("backbone"));
        assertThat(trained()).containsExactly("linear.scale");
        float[] factors = {0.5f, -2, 3, 1.25f};
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> values = new LinkedHashMap<>(network.tensors());
            values.put("linear.scale", Tensors.floats(factors, 4));
            network.load(values);
        }
        float[] expected = TinyNetworks.logits(network, pixels);
        for (int i = 0; i < expected.length; i++) {
            assertThat(expected[i]).isCloseTo(unscaled[i] * factors[i % 4], within(1e-5f));
        }
        network.replaceClassifier(scaled.fold());
        assertThat(TinyNetworks.logits(network, pixels)).containsExactly(expected, within(1e-5f));
        assertThat(network.parameters()).containsKeys("linear.weight", "linear.bias");
    }

    @ParameterizedTest(name = "scale {0}, initial norm {1}")
    @CsvSource({"16,", "1, 1", "4, 2.5"})
    void cosineLogitsAreScaledCosines(double scale, @Nullable Double initialNorm) {
        double[][] features = {{1, 2, 2}, {0, 0, 0}, {-3, 0, 4}};
        try (CosineClassifier classifier = new CosineClassifier(3, 2, scale, initialNorm, 7);
                StepScope scope = StepScope.open()) {
            double[] weight = Tensors.toDoubles(
                    classifier.parameters().values().iterator().next());
            double[] logits = Tensors.toDoubles(classifier.logits(Tensors.floatMatrix(features)));
            for (int row = 0; row < 3; row++) {
                for (int label = 0; label < 2; label++) {
                    double product = 0;
                    double length = 0;
                    double norm = 0;
                    for (int i = 0; i < 3; i++) {
                        product += features[row][i] * weight[label * 3 + i];
                        length += features[row][i] * features[row][i];
                        norm += weight[label * 3 + i] * weight[label * 3 + i];
                    }
                    double cosine = length == 0 ? 0 : product / Math.sqrt(length * norm);
                    assertThat(logits[row * 2 + label]).isCloseTo(scale * cosine, within(1e-6 * scale));
                }
            }
        }
    }

    @Test
    void initialNormScalesEachClassesWeightsAndKeepsTheirDirection() {
        try (CosineClassifier drawn = new CosineClassifier(5, 4, 1, null, 7);
                CosineClassifier normed = new CosineClassifier(5, 4, 1, 1.5, 7)) {
            Tensor weight = normed.parameters().values().iterator().next();
            assertThat(weight.requires_grad() && weight.is_leaf()).isTrue();
            double[] before =
                    Tensors.toDoubles(drawn.parameters().values().iterator().next());
            double[] after = Tensors.toDoubles(weight);
            for (int label = 0; label < 4; label++) {
                double norm = 0;
                for (int i = 0; i < 5; i++) {
                    norm += before[label * 5 + i] * before[label * 5 + i];
                }
                for (int i = 0; i < 5; i++) {
                    assertThat(after[label * 5 + i])
                            .isCloseTo(1.5 * before[label * 5 + i] / Math.sqrt(norm), within(1e-6));
                }
            }
        }
    }

    private TreeSet<String> trained() {
        TreeSet<String> names = new TreeSet<>();
        network.parameters().forEach((name, tensor) -> {
            if (tensor.requires_grad()) {
                names.add(name);
            }
        });
        return names;
    }
}
