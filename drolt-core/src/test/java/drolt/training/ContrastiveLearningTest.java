package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ImageDataset;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            TrainingResult result = TinyStage.config("{kind: train, epochs: 12, batchSize: 24, views: [{}, {}],"
                            + " augmentation: [{kind: random-crop, padding: 1}, {kind: random-flip}],"
                            + " loss: {kind: " + kind + ", head: {hidden: 16, dimension: 8}}}")
                    .run(trainer);
            List<EpochMetrics> history = result.history();
            double first = history.get(0).loss();
            double last = history.get(history.size() - 1).loss();
            TinyStage.config("{kind: nearest-mean}").run(trainer);
            System.err.println(kind + " " + first + " " + last + " " + accuracy(network, context));
        }
    }

    private double accuracy(Network network, StageContext context) {
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            var p = new Evaluator(images, Precision.FLOAT32, 1).evaluate(network, test).predictions();
            return 0;
        }
    }
}
