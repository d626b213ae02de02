package drolt.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigSource;
import drolt.experiment.Experiment;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.experiment.RunResult;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.training.EpochMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardListenerTest {
    private static final String RECIPE = """
            version: 1
            dataset:
              kind: embedded
              imagesOfLargestClass: 14
              imbalanceFactor: 4
              testImagesPerClass: 2
              validationShare: 0.2
              shots: {manyAbove: 9, fewBelow: 5}
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 3, batchSize: 32}
              features: {kind: train, after: pretrain, epochs: 2, batchSize: 32, loss: {kind: dro-lt, radius: {kind: learned}}}
            arms: {cross-entropy: pretrain, "DRO-LT \\"x\\"": features}
            """;

    @TempDir
    private static Path folder;

    private static RunResult result;

    @BeforeAll
    static void trainInterruptedOnce() {
        Engine.load();
        Engine.setThreads(1);
        StopSignal stop = new StopSignal();
        RunListener stopping = new RunListener() {
            @Override
            public TrainingListener stageStarts(String name, int position, int stages) {
                return new TrainingListener() {
                    @Override
                    public void epochEnds(EpochMetrics metrics, TrainingState state) {
                        if (metrics.epoch() == 2) {
                            stop.request();
                        }
                    }
                };
            }
        };
        assertThat(run(stopping, stop)).isInstanceOf(RunOutcome.Interrupted.class);
        RunOutcome.Completed completed = (RunOutcome.Completed) run(RunListener.NONE, new StopSignal());
        result = completed.result();
    }

    private static RunOutcome run(RunListener other, StopSignal stop) {
        var recipe = RecipeReader.read(new ConfigSource(RECIPE, "tiny.yaml", List.of()), "tiny");
        try (RunFolder opened = RunFolder.open(folder);
                TensorBoardListener board = new TensorBoardListener(folder, TensorBoardOutput.EMBEDDINGS)) {
            return Experiment.prepare(recipe, new RunOptions(folder, null, 1))
                    .run(opened, RunListener.all(List.of(board, other)), stop);
        }
    }

    private static List<EventReader.Event> stage(String name) throws Exception {
        return EventReader.read(folder.resolve("tensorboard/stage-" + name));
    }

    @Test
    void aResumedStageHasEveryEpochOnceWithTheNumbersOfTheRun() throws Exception {
        List<EventReader.Event> events = stage("pretrain");
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).start()).isTrue();
        List<EventReader.Event> epochs = events.subList(2, events.size());
        assertThat(epochs.stream().map(EventReader.Event::step)).containsExactly(1L, 2L, 3L);
        List<EpochMetrics> history = result.stages().get("pretrain").history();
        for (int i = 0; i < history.size(); i++) {
            EpochMetrics metrics = history.get(i);
            Map<String, Double> scalars = epochs.get(i).scalars();
            assertThat(scalars)
                    .containsOnlyKeys(
                            "loss/total",
                            "loss/crossEntropy",
                            "accuracy/validationAccuracy",
                            "accuracy/validationMany",
                            "accuracy/validationMed",
                            "accuracy/validationFew",
                            "training/learningRate",
                            "training/imagesPerSecond");
            assertThat(scalars.get("loss/total")).isCloseTo(metrics.loss(), within(1e-6 * metrics.loss()));
            assertThat(scalars.get("accuracy/validationFew"))
                    .isCloseTo(metrics.parts().get("validationFew"), within(1e-6));
        }
    }

    @Test
    void radiiAreHistogramsThatCountEveryClass() throws Exception {
        List<EventReader.Event> events = stage("features");
        assertThat(events).hasSize(4);
        List<Double> radii = result.stages().get("features").history().get(1).radii();
        EventReader.Histogram histogram = events.get(3).histograms().get("radii");
        assertThat(histogram.number()).isEqualTo(radii.size());
        assertThat(DoubleStream.of(histogram.counts()).sum()).isEqualTo(radii.size());
        assertThat(histogram.min())
                .isEqualTo(radii.stream().mapToDouble(x -> x).min().orElseThrow());
        assertThat(histogram.max())
                .isEqualTo(radii.stream().mapToDouble(x -> x).max().orElseThrow());
        assertThat(histogram.limits()).isSorted().hasSameSizeAs(histogram.counts());
        assertThat(events.get(3).scalars()).containsKeys("loss/crossEntropy", "loss/robust");
    }

    @Test
    void anArmHasItsTestAccuraciesAndItsEmbedding() throws Exception {
        Path arm = folder.resolve("tensorboard/arm-dro-lt-x");
        Map<String, Double> scalars = EventReader.read(arm).get(2).scalars();
        assertThat(scalars).containsOnlyKeys("test/accuracy", "test/many", "test/med", "test/few", "test/ncm");
        assertThat(scalars.get("test/accuracy")).isCloseTo(result.arms().get(1).accuracy(), within(1e-6));

        List<String> tensors = Files.readAllLines(arm.resolve("tensors.tsv"));
        List<String> metadata = Files.readAllLines(arm.resolve("metadata.tsv"));
        int images = 2 * result.classNames().size();
        assertThat(tensors).hasSize(images).allMatch(line -> line.split("\t").length == 16);
        assertThat(metadata).hasSize(images + 1).allMatch(line -> line.split("\t").length == 4);
        long right = metadata.stream().filter(line -> line.endsWith("\tyes")).count();
        assertThat((double) right / images).isCloseTo(result.arms().get(1).accuracy(), within(1e-9));
        assertThat(arm.resolve("projector_config.pbtxt"))
                .content()
                .contains(
                        "tensor_name: \"DRO-LT \\\"x\\\"\"",
                        "tensor_path: \"tensors.tsv\"",
                        "metadata_path: \"metadata.tsv\"");
    }

    @Test
    void aRunFinishedBeforeGetsItsFilesFromItsResult(@TempDir Path other) throws Exception {
        new TensorBoardListener(other, TensorBoardOutput.EVENTS).completed(result);
        for (String stage : List.of("pretrain", "features")) {
            List<EventReader.Event> late = EventReader.read(other.resolve("tensorboard/stage-" + stage));
            List<EventReader.Event> live = stage(stage);
            assertThat(late).usingRecursiveComparison().isEqualTo(live);
            assertThat(late).hasSizeGreaterThan(3);
        }
        assertThat(other.resolve("tensorboard/arm-cross-entropy")).isNotEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenToDoesNotStopTheTraining(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("tensorboard"), "in the way");
        try (TensorBoardListener board = new TensorBoardListener(other, TensorBoardOutput.EVENTS)) {
            board.stageStarts("pretrain", 1, 1).trainingStarts(1, 1, TrainingProgress.START);
        }
        assertThat(other.resolve("tensorboard")).hasContent("in the way");
    }

    @Test
    void noneWritesNothing(@TempDir Path other) {
        try (TensorBoardListener board = new TensorBoardListener(other, TensorBoardOutput.NONE)) {
            board.stageStarts("pretrain", 1, 1).trainingStarts(1, 1, TrainingProgress.START);
            board.completed(result);
        }
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void aFileBegunAnewHasAGreaterNameThanTheOneBefore(@TempDir Path other) throws Exception {
        EventFile.begin(other).close();
        String first = EventReader.file(other).toString();
        EventFile.begin(other).close();
        assertThat(EventReader.file(other).toString()).isGreaterThan(first);
    }

    @Test
    void bucketsHoldConstantAndNotFiniteValues() {
        HistogramBuckets constant =
                HistogramBuckets.of(List.of(2.0, 2.0, Double.NaN)).orElseThrow();
        assertThat(constant.limits()).containsExactly(2.0);
        assertThat(constant.counts()).containsExactly(2.0);
        assertThat(HistogramBuckets.of(List.of(Double.NaN))).isEmpty();
        HistogramBuckets many = HistogramBuckets.of(
                        IntStream.range(0, 300).mapToObj(i -> (double) i).toList())
                .orElseThrow();
        assertThat(DoubleStream.of(many.counts()).sum()).isEqualTo(300);
        assertThat(many.limits()).isSorted();
    }

    @Test
    void theReadersChecksumIsTheOneOfTheStandard() {
        assertThat(EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
    }
}
