package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.tensor.MemoryLayout;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneThread.class)
class PrecisionAndLayoutTest {
    private static final int IMAGES = 6;

    private final double[][][][] pixels = TinyNetworks.images(new Random(9), IMAGES, 16);

    @Test
    void channelsLastIsContiguousButForTheLastBits() {
        try (Network network = TinyNetworks.linear(14, 8, 5, 2)) {
            TinyNetworks.disturbNorms(network, new Random(2));
            float[] contiguous = TinyNetworks.features(network, pixels, false, Precision.FLOAT32);
            network.arrange(MemoryLayout.CHANNELS_LAST);
            assertThat(network.tensors().get("layer1.0.conv1.weight").stride(1))
                    .as("distance of two channels in memory")
                    .isEqualTo(1);
            float[] channelsLast;
            try (StepScope scope = StepScope.open()) {
                Tensor images = MemoryLayout.CHANNELS_LAST.arrange(TinyNetworks.tensor(pixels));
                channelsLast = Tensors.toFloats(
                        network.forward(images, false, Precision.FLOAT32).features());
            }
            assertThat(channelsLast).containsExactly(contiguous, within(1e-4f));
        }
    }

    @Test
    void bfloat16DiffersFromFloat32ByItsEightBits() {
        try (Network network = TinyNetworks.linear(14, 8, 5, 2)) {
            float[] exact = TinyNetworks.features(network, pixels, false, Precision.FLOAT32);
            float[] rounded = TinyNetworks.features(network, pixels, false, Precision.BFLOAT16);
            double error = 0;
            double norm = 0;
            for (int i = 0; i < exact.length; i++) {
                error += Math.pow(rounded[i] - exact[i], 2);
                norm += Math.pow(exact[i], 2);
            }
            assertThat(Math.sqrt(error / norm)).isBetween(1e-6, 0.02);
        }
    }

    @Test
    void featuresLogitsGradientsAndStatisticsAreFloat32WhateverThePrecision() {
        for (Precision precision : Precision.values()) {
            try (Network network = TinyNetworks.linear(8, 4, 5, 2);
                    StepScope scope = StepScope.open()) {
                ForwardPass pass = network.forward(TinyNetworks.tensor(pixels), true, precision);
                pass.logits().sum().backward();
                assertThat(pass.features().scalar_type().intern()).isEqualTo(ScalarType.Float);
                assertThat(pass.logits().scalar_type().intern()).isEqualTo(ScalarType.Float);
                network.parameters()
                        .forEach((name, tensor) -> assertThat(
                                        tensor.grad().scalar_type().intern())
                                .as(name)
                                .isEqualTo(ScalarType.Float));
                network.backbone()
                        .buffers()
                        .forEach((name, tensor) -> assertThat(
                                        tensor.scalar_type().intern())
                                .as(name)
                                .isEqualTo(ScalarType.Float));
            }
        }
    }

    @Test
    void arrangingDoesNotChangeAValue() {
        try (Network network = TinyNetworks.linear(8, 4, 5, 2)) {
            float[] before = Tensors.toFloats(network.tensors().get("layer2.0.conv1.weight"));
            network.arrange(MemoryLayout.CHANNELS_LAST);
            assertThat(Tensors.toFloats(network.tensors().get("layer2.0.conv1.weight")))
                    .containsExactly(before);
        }
    }
}
