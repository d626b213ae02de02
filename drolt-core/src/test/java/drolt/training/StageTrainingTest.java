package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.checkpoint.CheckpointFolder;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.model.LinearClassifier;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage of gradient training leaves in the network. */
@ExtendWith(OneThread.class)
class StageTrainingTest {
    private static final String TRAIN =
            "{kind: train, epochs: 6, batchSize: 10, optimizer: {kind: sgd, learningRate: 0.1}";

    @TempDir
    Path folder;

    private final ImageDataset train = TinyStage.images(1, 30, 14, 6);
    private final ImageDataset validation = TinyStage.images(2, 8, 8, 8);
    private final Network network = TinyStage.MODEL.build(3, 1);
    private final List<Map<String, List<Float>>> afterEpochs = new ArrayList<>();
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private int keptEpoch;

    @AfterEach
    void free() {
        network.close();
    }

    private TrainingResult run(String yaml, Selection selection, @Nullable ImageDataset measured) {
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnds(EpochMetrics metrics, TrainingState state) {
                epochs.add(metrics);
                String prefix = state.tensors().keySet().stream().anyMatch(name -> name.startsWith("average."))
                        ? "average."
                        : "network.";
                Map<String, List<Float>> values = new TreeMap<>();
                state.tensors().forEach((name, tensor) -> {
                    if (name.startsWith(prefix)) {
                        List<Float> list = new ArrayList<>();
                        for (float value : Tensors.toFloats(tensor)) {
                            list.add(value);
                        }
                        values.put(name.substring(prefix.length()), list);
                    }
                });
                afterEpochs.add(values);
            }
        };
        StageContext context = TinyStage.context(train, measured, selection);
        try (StageTrainer trainer = new StageTrainer(
                context, network, new CheckpointFolder(folder, "own"), List.of(listener), new StopSignal())) {
            TrainingResult result = TinyStage.config(yaml).run(trainer);
            keptEpoch = trainer.keptEpoch();
            return result;
        }
    }

    private int best() {
        int best = 0;
        for (int epoch = 1; epoch < epochs.size(); epoch++) {
            if (accuracy(epoch) > accuracy(best)) {
                best = epoch;
            }
        }
        return best + 1;
    }

    private double accuracy(int epoch) {
        return epochs.get(epoch).parts().getOrDefault("validationAccuracy", Double.NaN);
    }

    @ParameterizedTest(name = "moving average {0}")
    @ValueSource(strings = {"null", "0.7"})
    void selectionOnValidationKeepsTheBestEpochsWeights(String average) {
        run(TRAIN + ", weightAverage: " + average + "}", Selection.VALIDATION, validation);
        assertThat(keptEpoch).isEqualTo(best()).isLessThan(6);
        assertThat(TinyStage.values(network)).isEqualTo(afterEpochs.get(keptEpoch - 1));
    }

    @ParameterizedTest(name = "moving average {0}")
    @ValueSource(strings = {"null", "0.7"})
    void selectionOfTheLastKeepsTheLast(String average) {
        run(TRAIN + ", weightAverage: " + average + "}", Selection.LAST, validation);
        assertThat(keptEpoch).isEqualTo(6);
        assertThat(TinyStage.values(network)).isEqualTo(afterEpochs.get(5));
    }

    @ParameterizedTest
    @CsvSource({"LAST", "VALIDATION"})
    void patienceStopsAfterSoManyEpochsWithoutANewBest(Selection selection) {
        TrainingResult result =
                run(TRAIN.replace("epochs: 6", "epochs: 30") + ", patienceEpochs: 2}", selection, validation);
        assertThat(result).isInstanceOf(TrainingResult.StoppedEarly.class);
        assertThat(result.history()).hasSize(best() + 2);
        assertThat(keptEpoch)
                .isEqualTo(selection == Selection.LAST ? result.history().size() : best());
        assertThat(TinyStage.values(network)).isEqualTo(afterEpochs.get(keptEpoch - 1));
    }

    @Test
    void patienceWithoutAValidationSplitIsAMistake() {
        assertThatThrownBy(() -> run(TRAIN + ", patienceEpochs: 2}", Selection.LAST, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("validationShare");
    }

    @Test
    void frozenPartsKeepTheirBitsAndTheOthersMove() {
        Map<String, List<Float>> before = TinyStage.values(network);
        run(TRAIN + ", freeze: [layer1, classifier]}", Selection.LAST, null);
        TinyStage.values(network).forEach((name, values) -> {
            boolean frozen = (name.startsWith("layer1.") || name.startsWith("linear.")) && !name.contains("running");
            assertThat(values.equals(before.get(name))).as(name).isEqualTo(frozen);
        });
    }

    @ParameterizedTest(name = "batchNorm {0}: statistics move {1}, weights of norms move {2}")
    @CsvSource({"train, true, true", "statistics-only, true, false", "eval, false, true"})
    void batchNormModesMoveWhatTheySay(String mode, boolean statistics, boolean weights) {
        Map<String, List<Float>> before = TinyStage.values(network);
        run(TRAIN + ", batchNorm: " + mode + "}", Selection.LAST, null);
        TinyStage.values(network).forEach((name, values) -> {
            boolean moves = !name.contains("bn") || (name.contains("running") ? statistics : weights);
            assertThat(!values.equals(before.get(name))).as(name).isEqualTo(moves);
        });
    }

    @ParameterizedTest(name = "head {0}, batchNorm {1}")
    @CsvSource({"fresh, eval", "keep, eval", "scaled, eval", "keep, train", "scaled, train"})
    void classifierStagesLeaveTheBackbone(String head, String batchNorm) {
        Map<String, List<Float>> before = TinyStage.values(network);
        TrainingResult result = run(
                "{kind: classifier, epochs: 2, batchSize: 10, head: " + head + ", batchNorm: " + batchNorm + "}",
                Selection.LAST,
                null);
        assertThat(result).isInstanceOf(TrainingResult.Completed.class);
        assertThat(network.classifier()).isInstanceOf(LinearClassifier.class);
        TinyStage.values(network).forEach((name, values) -> {
            boolean moves = name.startsWith("linear.") || (batchNorm.equals("train") && name.contains("running"));
            assertThat(!values.equals(before.get(name))).as(name).isEqualTo(moves);
        });
    }

    /** With a frozen backbone and no augmentation the features are computed once; the numbers are the same. */
    @Test
    void featuresComputedOnceGiveTheLossesOfImages() {
        String stage = "{kind: classifier, epochs: 3, batchSize: 10, augmentation: ";
        run(stage + "[]}", Selection.LAST, null);
        try (Network other = TinyStage.MODEL.build(3, 1)) {
            List<EpochMetrics> fromFeatures = List.copyOf(epochs);
            epochs.clear();
            StageContext context = TinyStage.context(train, null, Selection.LAST);
            try (StageTrainer trainer =
                    new StageTrainer(context, other, StateStore.NONE, List.of(), new StopSignal())) {
                // a flip that never happens: an augmentation, so the images are used
                TrainingResult result = TinyStage.config(stage + "[{kind: random-flip, probability: 0}]}")
                        .run(trainer);
                for (int epoch = 0; epoch < 3; epoch++) {
                    assertThat(fromFeatures.get(epoch).loss())
                            .isCloseTo(result.history().get(epoch).loss(), within(1e-5));
                }
            }
        }
    }

    /** A frozen backbone does not excuse a stage from its own augmentation. */
    @Test
    void aClassifierStageLearnsFromAugmentedImages() {
        String stage = "{kind: classifier, epochs: 2, batchSize: 10, augmentation: ";
        run(stage + "[]}", Selection.LAST, null);
        Map<String, List<Float>> clean = TinyStage.values(network);
        try (Network other = TinyStage.MODEL.build(3, 1)) {
            StageContext context = TinyStage.context(train, null, Selection.LAST);
            try (StageTrainer trainer =
                    new StageTrainer(context, other, StateStore.NONE, List.of(), new StopSignal())) {
                TinyStage.config(stage + "[{kind: random-flip, probability: 1}]}")
                        .run(trainer);
            }
            float moved = 0;
            List<Float> flipped = TinyStage.values(other).get("linear.weight");
            for (int i = 0; i < flipped.size(); i++) {
                moved = Math.max(
                        moved,
                        Math.abs(flipped.get(i) - clean.get("linear.weight").get(i)));
            }
            assertThat(moved).as("features of flipped images are others").isGreaterThan(1e-3f);
        }
    }

    @Test
    void batchesLargerThanAnEpochAreAMistake() {
        assertThatThrownBy(() -> run("{kind: train, epochs: 1, batchSize: 51}", Selection.LAST, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("51 must be at most 50");
    }

    @Test
    void aSamplerThatDoesNotFitTheStageIsNamedByItsKey() {
        assertThatThrownBy(() -> run(TRAIN + ", sampler: {kind: deferred, until: 6}}", Selection.LAST, null))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("sampler.until"));
    }

    @Test
    void partsThatDoNotExistAreNamed() {
        assertThatThrownBy(() -> run(TRAIN + ", freeze: [layer9]}", Selection.LAST, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("layer9");
    }
}
