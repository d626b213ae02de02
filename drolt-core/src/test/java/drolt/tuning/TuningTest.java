package drolt.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.experiment.RunFiles;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Four trials of a second, two of which come to the second rung. */
class TuningTest {
    private static final String RECIPE = """
            version: 1
            seed: 7
            dataset:
              kind: embedded
              imagesOfLargestClass: 10
              imbalanceFactor: 2
              testImagesPerClass: 1
              validationShare: 0.3
              shots: {manyAbove: 9, fewBelow: 5}
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32}
              other: {kind: train, epochs: 1, batchSize: 32, after: pretrain}
              features: {kind: train, after: pretrain, epochs: 2, batchSize: 32, loss: {kind: dro-lt}}
            arms: {another: other, DRO-LT: features}
            """;
    private static final String SPACE = """
            halving: {factor: 2, rungs: 2}
            keys:
              stages.features.optimizer.learningRate: {kind: choice, values: [1.0e-6, 0.05]}
              stages.features.loss.lambda: {kind: choice, values: [0.3, 1]}
            """;

    private static int threads;

    @TempDir
    private Path folder;

    @BeforeAll
    static void oneThread() {
        Engine.load();
        threads = Engine.threads();
        Engine.setThreads(1); // two would wait for each other on a busy machine
    }

    @AfterAll
    static void threadsAsBefore() {
        Engine.setThreads(threads);
    }

    /** Remembers what was trained, and may ask to stop after a number of steps. */
    private static final class Watcher implements TuningListener {
        private final StopSignal stop = new StopSignal();
        private final List<String> trained = new ArrayList<>();
        private int stepsLeft;

        Watcher(int stepsLeft) {
            this.stepsLeft = stepsLeft;
        }

        @Override
        public RunListener trialStarts(Trial trial, int rung) {
            return new RunListener() {
                @Override
                public TrainingListener stageStarts(String name, int position, int stages) {
                    trained.add(name + " on rung " + rung);
                    return new TrainingListener() {
                        @Override
                        public void stepEnds(StepMetrics metrics) {
                            if (--stepsLeft == 0) {
                                stop.request();
                            }
                        }
                    };
                }
            };
        }
    }

    private TuningOutcome tune(String name, Watcher watcher, String space) throws Exception {
        Path recipe = Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
        TuningPlan plan = new TuningPlan(
                recipe.toString(),
                List.of(),
                null,
                SearchSpace.read(new ConfigSource(space, "space.yaml")),
                "space.yaml",
                1);
        TuningFolder output = new TuningFolder(folder.resolve(name));
        RunOptions options = new RunOptions(folder, output.usualStore(), 1);
        return new Tuning(plan, output, options, watcher, watcher.stop).run();
    }

    private List<TrialRecord> ranking(String name, Watcher watcher) throws Exception {
        TuningOutcome outcome = tune(name, watcher, SPACE);
        assertThat(outcome).isInstanceOf(TuningOutcome.Completed.class);
        return ((TuningOutcome.Completed) outcome).ranking();
    }

    @Test
    void theBestOfTheLastRungStandsFirstAndItsRecipeIsWritten() throws Exception {
        Watcher watcher = new Watcher(0);
        List<TrialRecord> ranking = ranking("tuned", watcher);
        assertThat(watcher.trained.stream().filter(name -> name.startsWith("pretrain")))
                .as("trials share their beginning")
                .containsExactly("pretrain on rung 1", "pretrain on rung 2");
        assertThat(watcher.trained).noneMatch(name -> name.startsWith("other"));
        assertThat(watcher.trained.stream().filter(name -> name.equals("features on rung 1")))
                .hasSize(4);
        assertThat(watcher.trained.stream().filter(name -> name.equals("features on rung 2")))
                .hasSize(2);

        assertThat(ranking).extracting(TrialRecord::trial).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(ranking).extracting(TrialRecord::rung).containsExactly(2, 2, 1, 1);
        assertThat(ranking.subList(0, 2)).isSortedAccordingTo(byAccuracy()).allSatisfy(record -> {
            assertThat(record.scale()).isEqualTo(1);
            assertThat(record.accuracy()).as("by the other way").isEqualTo(lastOfMetrics(record));
        });
        double worstPromoted = ranking.subList(0, 2).stream()
                .mapToDouble(record -> lastOfMetrics(onRungOne(record)))
                .min()
                .orElseThrow();
        assertThat(ranking.subList(2, 4)).isSortedAccordingTo(byAccuracy()).allSatisfy(record -> {
            assertThat(record.scale()).isEqualTo(0.5);
            assertThat(record.accuracy()).isEqualTo(lastOfMetrics(record)).isLessThanOrEqualTo(worstPromoted);
        });

        Path root = folder.resolve("tuned");
        String best = Files.readString(root.resolve("best.yaml"));
        var config =
                RecipeReader.read(new ConfigSource(best, "best.yaml"), "best").config();
        assertThat(config.arms()).containsOnlyKeys("another", "DRO-LT");
        assertThat(config.stage("features").plan().orElseThrow().epochs()).isEqualTo(2);
        TrialRecord first = ranking.get(0);
        JsonNode json = new JsonMapper().readTree(drolt.configuration.ConfigWriter.json(config));
        JsonNode features = json.get("stages").get("features");
        assertThat(features.get("optimizer").get("learningRate").doubleValue())
                .isEqualTo(Double.parseDouble(first.values().get("stages.features.optimizer.learningRate")));
        assertThat(features.get("loss").get("lambda").doubleValue())
                .isEqualTo(Double.parseDouble(first.values().get("stages.features.loss.lambda")));
        assertThat(Files.readAllLines(root.resolve("trials.jsonl"))).hasSize(6);
        assertThat(Files.readAllLines(root.resolve("trials.csv")))
                .hasSize(7)
                .first()
                .isEqualTo("trial,rung,scale,accuracy,stages.features.optimizer.learningRate,"
                        + "stages.features.loss.lambda");
    }

    private static Comparator<TrialRecord> byAccuracy() {
        return Comparator.comparing(TrialRecord::accuracy).reversed();
    }

    private static TrialRecord onRungOne(TrialRecord record) {
        return new TrialRecord(record.trial(), 1, 0.5, record.values(), null, null);
    }

    /** What the training itself measured at its end. */
    private double lastOfMetrics(TrialRecord record) {
        Path file = folder.resolve("tuned/trials/00" + record.trial() + "/rung-" + record.rung() + "/metrics.jsonl");
        try {
            List<String> lines = Files.readAllLines(file);
            return new JsonMapper()
                    .readTree(lines.get(lines.size() - 1))
                    .get("validationAccuracy")
                    .doubleValue();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void stoppedAfterRandomStepsATuningEndsAsTheUnbrokenOne() throws Exception {
        ranking("unbroken", new Watcher(0));
        Random random = new Random(11);
        int interruptions = 0;
        TuningOutcome outcome = tune("broken", new Watcher(1 + random.nextInt(15)), SPACE);
        while (outcome instanceof TuningOutcome.Interrupted) {
            interruptions++;
            outcome = tune("broken", new Watcher(1 + random.nextInt(15)), SPACE);
        }
        assertThat(interruptions).isGreaterThan(2);
        assertThat(RunFiles.of(folder.resolve("broken"))).isEqualTo(RunFiles.of(folder.resolve("unbroken")));

        Watcher again = new Watcher(0);
        ranking("broken", again);
        assertThat(again.trained).as("a finished tuning trains nothing").isEmpty();
        assertThatThrownBy(() -> tune("broken", new Watcher(0), SPACE.replace("0.3, 1", "0.3, 0.9")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("broken")
                        + ": holds another tuning, with other recipe, space, arm or scale; choose another --output");
    }

    @Test
    void whatDivergesStandsLastAndIsNotPromoted() throws Exception {
        String space = """
                halving: {factor: 2, rungs: 2}
                keys: {stages.features.optimizer.learningRate: {kind: choice, values: [1.0e+30, 0.05]}}
                """;
        TuningOutcome outcome = tune("diverging", new Watcher(0), space);
        List<TrialRecord> ranking = ((TuningOutcome.Completed) outcome).ranking();
        assertThat(ranking).extracting(TrialRecord::trial).containsExactly(2, 1);
        assertThat(ranking.get(0).rung()).isEqualTo(2);
        assertThat(ranking.get(1).accuracy()).isNull();
    }
}
