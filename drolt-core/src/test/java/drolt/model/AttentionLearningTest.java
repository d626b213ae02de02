package drolt.model;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.optimizer.AdamConfig;
import drolt.optimizer.Optimizer;
import drolt.optimizer.ParameterGroup;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Maps in which one cell, anywhere, bears a mark and tells the class, while the others say as loudly what means nothing:
 * their mean tells next to nothing, and who looks for the mark knows.
 */
@ExtendWith(OneThread.class)
class AttentionLearningTest {
    private static final int CHANNELS = 8;
    private static final int SIDE = 4;
    private static final int CELLS = SIDE * SIDE;

    private record Maps(Tensor maps, int[] labels) {
        /** Channel 0: the mark; channels 1 and 2: how much this cell says for either class. */
        static Maps of(Random random, int count) {
            float[] values = new float[count * CHANNELS * CELLS];
            int[] labels = new int[count];
            for (int row = 0; row < count; row++) {
                labels[row] = random.nextInt(2);
                int marked = random.nextInt(CELLS);
                for (int cell = 0; cell < CELLS; cell++) {
                    int says = cell == marked ? labels[row] : random.nextInt(2);
                    set(values, row, 0, cell, cell == marked ? 3 : 0);
                    set(values, row, 1 + says, cell, 2);
                }
            }
            return new Maps(Tensors.floats(values, count, CHANNELS, SIDE, SIDE), labels);
        }

        private static void set(float[] values, int row, int channel, int cell, float value) {
            values[(row * CHANNELS + channel) * CELLS + cell] = value;
        }
    }

    /** Accuracy on maps that were not trained on, with or without training the attention. */
    private static double accuracy(boolean attends, long seed) {
        try (ModulatedAttention attention = new ModulatedAttention(CHANNELS, CELLS, AttentionInitial.ZERO, true, seed);
                LinearClassifier classifier = new LinearClassifier(CHANNELS, 2, seed)) {
            Map<String, Tensor> trained = new LinkedHashMap<>(classifier.parameters());
            attention.parameters().values().forEach(tensor -> tensor.set_requires_grad(attends));
            if (attends) {
                trained.putAll(attention.parameters());
            }
            Random random = new Random(seed);
            try (Optimizer optimizer =
                    new AdamConfig(0.02, 0.9, 0.999, 1e-8, 0, null).build(List.of(new ParameterGroup(trained, 1, 0)))) {
                for (int step = 0; step < 200; step++) {
                    try (StepScope scope = StepScope.open()) {
                        Maps maps = Maps.of(random, 64);
                        Tensor logits = classifier.logits(attention.features(maps.maps()));
                        Tensor labels = Tensors.longs(maps.labels(), 64).unsqueeze(1);
                        logits.log_softmax(1).gather(1, labels).mean().neg().backward();
                        optimizer.step(0.02);
                        optimizer.clearGradients();
                    }
                }
            }
            try (StepScope scope = StepScope.open()) {
                Maps maps = Maps.of(random, 1000);
                double[] logits = Tensors.toDoubles(classifier.logits(attention.features(maps.maps())));
                int right = 0;
                for (int row = 0; row < 1000; row++) {
                    right += (logits[2 * row + 1] > logits[2 * row] ? 1 : 0) == maps.labels()[row] ? 1 : 0;
                }
                return right / 1000.0;
            }
        }
    }

    @Test
    void whatOneCellSaysIsFoundByTheAttentionAndNotByTheMean() {
        assertThat(accuracy(false, 1)).isLessThan(0.7);
        assertThat(accuracy(true, 1)).isGreaterThan(0.95);
    }
}
