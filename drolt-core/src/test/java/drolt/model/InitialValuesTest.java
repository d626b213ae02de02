package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.OneThread;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneThread.class)
class InitialValuesTest {
    /** Within five standard errors: of n normal values, std / sqrt(2n) for the deviation, std / sqrt(n) for the mean. */
    @Test
    void convolutionsAndLinearWeightsAreNormalWithDeviationRootOfTwoOverFanIn() {
        try (Network network = TinyNetworks.linear(32, 16, 100, 11)) {
            network.parameters().forEach((name, tensor) -> {
                if (tensor.dim() > 1) {
                    double[] values = Tensors.toDoubles(tensor);
                    double fanIn = values.length / (double) tensor.size(0);
                    double deviation = Math.sqrt(2 / fanIn);
                    double mean = Arrays.stream(values).average().orElseThrow();
                    double square =
                            Arrays.stream(values).map(v -> v * v).average().orElseThrow();
                    assertThat(mean).as(name).isCloseTo(0, within(5 * deviation / Math.sqrt(values.length)));
                    assertThat(Math.sqrt(square) / deviation)
                            .as(name)
                            .isCloseTo(1, within(5 / Math.sqrt(2.0 * values.length)));
                    assertThat(Arrays.stream(values)
                                            .filter(v -> Math.abs(v) < deviation)
                                            .count()
                                    / (double) values.length)
                            .as("%s: share within one deviation, 0.683 of a normal", name)
                            .isCloseTo(0.6827, within(5 * 0.4654 / Math.sqrt(values.length)));
                }
            });
        }
    }

    @Test
    void biasesAndNormsStartAsStated() {
        try (Network network = TinyNetworks.linear(8, 16, 100, 11)) {
            double[] bias = Tensors.toDoubles(network.tensors().get("linear.bias"));
            assertThat(Arrays.stream(bias).map(Math::abs).max().orElseThrow()).isLessThanOrEqualTo(1 / 8.0);
            assertThat(Arrays.stream(bias).max().orElseThrow()).isGreaterThan(0.1);
            assertThat(Tensors.toDoubles(network.tensors().get("bn1.weight"))).containsOnly(1);
            assertThat(Tensors.toDoubles(network.tensors().get("bn1.bias"))).containsOnly(0);
            assertThat(Tensors.toDoubles(network.tensors().get("bn1.running_mean")))
                    .containsOnly(0);
            assertThat(Tensors.toDoubles(network.tensors().get("bn1.running_var")))
                    .containsOnly(1);
        }
    }

    @Test
    void sameSeedIsSameBitsAndAnotherSeedIsNot() {
        try (Network first = TinyNetworks.linear(14, 4, 5, 3);
                Network second = TinyNetworks.linear(14, 4, 5, 3);
                Network other = TinyNetworks.linear(14, 4, 5, 4)) {
            Map<String, Tensor> others = other.parameters();
            Map<String, Tensor> seconds = second.parameters();
            first.parameters().forEach((name, tensor) -> {
                assertThat(Tensors.toFloats(tensor)).as(name).containsExactly(Tensors.toFloats(seconds.get(name)));
                if (tensor.dim() > 1) {
                    assertThat(Tensors.toFloats(tensor)).as(name).isNotEqualTo(Tensors.toFloats(others.get(name)));
                }
            });
        }
    }

    /** The values of each parameter come from its name, so that a deeper network begins as the shallower one. */
    @Test
    void aParameterDoesNotDependOnTheOthers() {
        try (Network shallow = TinyNetworks.linear(8, 4, 5, 3);
                Network deep = TinyNetworks.linear(14, 4, 5, 3)) {
            assertThat(Tensors.toFloats(deep.tensors().get("layer3.0.conv2.weight")))
                    .containsExactly(Tensors.toFloats(shallow.tensors().get("layer3.0.conv2.weight")));
        }
    }
}
