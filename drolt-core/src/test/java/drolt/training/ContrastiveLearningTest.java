package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whether contrastive losses teach a network something, in seconds: three colours in much noise, 8 to 1 as frequent. */
@ExtendWith(OneThread.class)
class ContrastiveLearningTest {
    private final ImageDataset train = TinyStage.images(1, 48, 18, 6);
    private final ImageDataset test = TinyStage.images(2, 20, 20, 20);

    @ParameterizedTest
    @ValueSource(strings = {"supervised-contrastive", "balanced-contrastive", "proco"})
    void featuresTellTheClassesApart(String kind) {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            double untrained = accuracy(network, context, trainer);
            TrainingResult result = TinyStage.config("{kind: train, epochs: 30, batchSize: 24, views: [{}, {}],"
                            + " augmentation: [{kind: random-crop, padding: 1}, {kind: random-flip}],"
                            + " loss: {kind: " + kind + ", head: {hidden: 16, dimension: 8}},"
                            + " optimizer: {learningRate: 0.05}}")
                    .run(trainer);
            List<EpochMetrics> history = result.history();
            double first = history.get(0).loss();
            double last = history.get(history.size() - 1).loss();
            double trained = accuracy(network, context, trainer);
            LoggerFactory.getLogger(ContrastiveLearningTest.class)
                    .warn("{}: loss {} to {}, accuracy {} to {}", kind, first, last, untrained, trained);
            assertThat(last).isLessThan(0.95 * first); // the supervised contrast cannot fall below 0.78 of it
            assertThat(trained).isGreaterThan(Math.max(0.6, untrained + 0.1));
        }
    }

    /** Of the nearest class mean, on images that were not trained on. */
    private double accuracy(Network network, StageContext context, StageTrainer trainer) {
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
