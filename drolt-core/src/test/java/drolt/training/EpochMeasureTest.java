package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every epoch is measured by: class means of all classes and of those of each shot. */
@ExtendWith(OneThread.class)
class EpochMeasureTest {
    private final ImageDataset train = TinyStage.images(1, 30, 14, 6);
    private final ImageDataset validation = TinyStage.images(2, 40, 20, 10);
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    private static StageContext before(StageContext context, int... counts) {
        return new StageContext(
                context.model(),
                context.train(),
                context.measured(),
                context.selection(),
                context.statistics(),
                context.augmentation(),
                context.testView(),
                context.seed(),
                context.precision(),
                context.layout(),
                context.loaderThreads(),
                ClassCounts.of(counts),
                context.shots());
    }

    private double[] accuracy(Evaluator evaluator) {
        Predictions predictions = evaluator.predict(network, validation);
        return IntStream.range(0, 3)
                .mapToDouble(label -> IntStream.range(0, predictions.labels().length)
                        .filter(i -> predictions.labels()[i] == label)
                        .mapToDouble(i -> predictions.predicted()[i] == label ? 1 : 0)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** 30, 14 and 6 images are trained on, of 200, 50 and 7 before the split: one class of each shot. */
    @ParameterizedTest
    @ValueSource(strings = {"VALIDATION", "TEST"})
    void everyShotHasTheMeanOfItsClassesCountedBeforeTheSplit(Selection selection) {
        StageContext context = before(TinyStage.context(train, validation, selection), 200, 50, 7);
        String prefix = selection == Selection.TEST ? "test" : "validation";
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            Evaluator evaluator = new Evaluator(images, Precision.FLOAT32, 1);
            double[] expected = accuracy(evaluator);
            Map<String, Double> measured = new EpochMeasure(context, SelectionMetric.ACCURACY, evaluator).of(network);
            assertThat(measured).containsOnlyKeys(prefix + "Accuracy", prefix + "Many", prefix + "Med", prefix + "Few");
            assertThat(measured.get(prefix + "Many")).isEqualTo(expected[0]);
            assertThat(measured.get(prefix + "Med")).isEqualTo(expected[1]);
            assertThat(measured.get(prefix + "Few")).isEqualTo(expected[2]);
            assertThat(measured.get(prefix + "Accuracy"))
                    .isCloseTo((expected[0] + expected[1] + expected[2]) / 3, within(1e-12));
        }
    }

    @Test
    void aShotWithoutClassesIsLeftOut() {
        StageContext context = before(TinyStage.context(train, validation, Selection.LAST), 200, 150, 7);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            Evaluator evaluator = new Evaluator(images, Precision.FLOAT32, 1);
            double[] expected = accuracy(evaluator);
            assertThat(new EpochMeasure(context, SelectionMetric.ACCURACY, evaluator).of(network))
                    .doesNotContainKey("validationMed")
                    .containsEntry("validationMany", (expected[0] + expected[1]) / 2);
        }
    }

    @Test
    void withoutImagesToMeasureOnThereIsNothing() {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            EpochMeasure measure =
                    new EpochMeasure(context, SelectionMetric.ACCURACY, new Evaluator(images, Precision.FLOAT32, 1));
            assertThat(measure.of(network)).isEmpty();
            assertThat(measure.metric()).isNull();
        }
    }
}
