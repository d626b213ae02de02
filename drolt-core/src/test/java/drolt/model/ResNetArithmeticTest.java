package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.MemoryLayout;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network for large images in both layouts and precisions, and its gradients. */
@ExtendWith(OneThread.class)
class ResNetArithmeticTest {
    @Test
    void channelsLastIsContiguousButForTheLastBits() {
        double[][][][] pixels = TinyNetworks.images(new Random(9), 3, 33);
        try (Network network = TinyNetworks.large(50, 8, 2, 16, ResNetStem.IMAGENET, 5, 2)) {
            float[] contiguous = TinyNetworks.features(network, pixels, true, Precision.FLOAT32);
            network.arrange(MemoryLayout.CHANNELS_LAST);
            float[] channelsLast;
            try (StepScope scope = StepScope.open()) {
                Tensor images = MemoryLayout.CHANNELS_LAST.arrange(TinyNetworks.tensor(pixels));
                channelsLast = Tensors.toFloats(
                        network.forward(images, true, Precision.FLOAT32).features());
            }
            assertThat(channelsLast).containsExactly(contiguous, within(1e-3f));
        }
    }

    @Test
    void bfloat16DiffersFromFloat32ByItsEightBits() {
        double[][][][] pixels = TinyNetworks.images(new Random(9), 6, 32);
        try (Network network = TinyNetworks.large(18, 8, null, null, ResNetStem.IMAGENET, 5, 2)) {
            float[] exact = TinyNetworks.features(network, pixels, false, Precision.FLOAT32);
            float[] rounded = TinyNetworks.features(network, pixels, false, Precision.BFLOAT16);
            double error = 0;
            double norm = 0;
            for (int i = 0; i < exact.length; i++) {
                error += Math.pow(rounded[i] - exact[i], 2);
                norm += Math.pow(exact[i], 2);
            }
            assertThat(Math.sqrt(error / norm)).isBetween(1e-6, 0.05);
        }
    }

    @Test
    void gradientsReachEveryParameter() {
        try (Network network = TinyNetworks.large(50, 8, 2, 16, ResNetStem.IMAGENET, 5, 2);
                StepScope scope = StepScope.open()) {
            Tensor images = TinyNetworks.tensor(TinyNetworks.images(new Random(1), 4, 40));
            network.forward(images, true, Precision.FLOAT32)
                    .logits()
                    .log_softmax(1)
                    .select(1, 0)
                    .sum()
                    .backward();
            network.parameters()
                    .forEach((name, tensor) -> assertThat(Arrays.stream(Tensors.toDoubles(tensor.grad())))
                            .as(name)
                            .anyMatch(value -> value != 0)
                            .allMatch(Double::isFinite));
        }
    }

    /** The engine's gradient of a strided 1x1 convolution of fewer than 8 channels writes out of bounds there. */
    @ParameterizedTest(name = "width {0}, {1} stem")
    @CsvSource({"2, SMALL", "4, IMAGENET", "7, SMALL", "16, IMAGENET"})
    void gradientsInChannelsLastAreThoseInContiguousLayout(int width, ResNetStem stem) {
        double[][][][] pixels = TinyNetworks.images(new Random(1), 8, 40);
        Map<String, float[]> contiguous = gradients(width, stem, MemoryLayout.CONTIGUOUS, pixels);
        gradients(width, stem, MemoryLayout.CHANNELS_LAST, pixels).forEach((name, gradient) -> {
            float[] expected = contiguous.getOrDefault(name, new float[0]);
            float scale = 0;
            for (float value : expected) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertThat(gradient).as(name).containsExactly(expected, within(1e-3f * scale + 1e-4f));
        });
    }

    private static Map<String, float[]> gradients(
            int width, ResNetStem stem, MemoryLayout layout, double[][][][] pixels) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        try (Network network = TinyNetworks.large(10, width, null, null, stem, 5, 2);
                StepScope scope = StepScope.open()) {
            network.arrange(layout);
            Tensor images = layout.arrange(TinyNetworks.tensor(pixels));
            network.forward(images, false, Precision.FLOAT32)
                    .logits()
                    .log_softmax(1)
                    .select(1, 0)
                    .mean()
                    .backward();
            network.parameters().forEach((name, tensor) -> gradients.put(name, Tensors.toFloats(tensor.grad())));
        }
        return gradients;
    }
}
