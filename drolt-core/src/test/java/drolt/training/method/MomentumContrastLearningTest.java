package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ImageDataset;
import drolt.data.InMemoryDataset;
import drolt.evaluation.Predictions;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.CifarResNetConfig;
import drolt.model.LayoutChoice;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.training.EpochMetrics;
import drolt.training.Selection;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StopSignal;
import drolt.training.TinyStage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * Whether momentum contrast teaches a network something, in seconds: three tints under lights that differ much more, and
 * views that differ in their light, so that the tint alone tells an image.
 */
@ExtendWith(OneThread.class)
class MomentumContrastLearningTest {
    private static final int KEYS = 48;
    private static final String STAGE = "{kind: moco, epochs: 100, batchSize: 24,"
            + " augmentation: [{kind: random-crop, padding: 1}, {kind: random-flip},"
            + " {kind: color-jitter, brightness: 0.5, contrast: 0.0, saturation: 0.0}],"
            + " contrast: {queueSize: " + KEYS + ", momentum: 0.99, temperature: 0.1, hidden: 32, dimension: 16,"
            + " batchNormGroups: 1}, optimizer: {learningRate: 0.03}, schedule: {warmup: {epochs: 10}}}";

    private static final ModelConfig MODEL = new CifarResNetConfig(
            8, 4, new LinearClassifierConfig(null, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);

    private final ImageDataset test = tints(11, 20, 20, 20);
    private final StageContext context = TinyStage.context(MODEL, tints(1, 48, 18, 6), null, Selection.LAST);

    /** Images of 8 x 8 pixels: noise around a colour, which is that of the class, a little the image's own, and lit. */
    private static ImageDataset tints(long seed, int... counts) {
        Random random = new Random(seed);
        int size = Arrays.stream(counts).sum();
        int[] labels = new int[size];
        byte[][] pixels = new byte[size][8 * 8 * 3];
        int at = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++, at++) {
                labels[at] = label;
                double light = 45 * random.nextGaussian();
                double[] color = new double[3];
                for (int channel = 0; channel < 3; channel++) {
                    color[channel] = 115 + light + (channel == label ? 30 : 0) + 8 * random.nextGaussian();
                }
                for (int p = 0; p < pixels[at].length; p++) {
                    pixels[at][p] = (byte) Math.max(0, Math.min(255, color[p % 3] + 25 * random.nextGaussian()));
                }
            }
        }
        return InMemoryDataset.of(TinyStage.CLASSES, labels, pixels, 8, 8);
    }

    @Test
    void featuresTellClassesApartThatWereNeverNamed() {
        try (Network network = MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            double untrained = accuracy(network, trainer);
            List<EpochMetrics> history = TinyStage.config(STAGE).run(trainer).history();
            double last = history.get(history.size() - 1).loss();
            double trained = accuracy(network, trainer);
            LoggerFactory.getLogger(MomentumContrastLearningTest.class)
                    .warn("moco: loss {}, accuracy {} to {}", last, untrained, trained);
            // the first keys are random and easily told from one's own, so it is measured by chance and not by them
            assertThat(last).isLessThan(0.8 * Math.log(1 + KEYS));
            assertThat(trained).isGreaterThan(Math.max(0.6, untrained + 0.1));
        }
    }

    /** Of the nearest class mean, on images that were not trained on. */
    private double accuracy(Network network, StageTrainer trainer) {
        TinyStage.config("{kind: nearest-mean}").run(trainer);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            Predictions predictions = new Evaluator(images, Precision.FLOAT32, 1)
                    .evaluate(network, test)
                    .predictions();
            return IntStream.range(0, predictions.size())
                    .mapToDouble(i -> predictions.predicted()[i] == predictions.labels()[i] ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }
}
