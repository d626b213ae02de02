package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.evaluation.Predictions;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmPredictionsTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
            arms: {Plain one: pretrain}
            """;

    @TempDir
    private static Path run;

    private static RunResult result;
    private static RunOptions options;

    @BeforeAll
    static void train() {
        Recipe recipe = RecipeReader.read(new ConfigSource(RECIPE, "tiny.yaml"), "tiny");
        assertThat(new TinyRun(recipe, run).run()).isInstanceOf(RunOutcome.Completed.class);
        result = RunResult.ofRun(run);
        options = new RunOptions(run, null, 1);
    }

    @Test
    void aRunKeepsWhatItsNumbersWereComputedFrom() {
        ArmResult arm = result.arms().get(0);
        ArmPredictions kept = ArmPredictions.read(run, arm).orElseThrow();
        Predictions predictions = kept.predictions();

        EvaluationReport report = arm.evaluation();
        assertThat(predictions.size()).isEqualTo(report.samples());
        for (ClassReport ofClass : report.classes()) {
            int right = 0;
            for (int i = 0; i < predictions.size(); i++) {
                if (predictions.labels()[i] == ofClass.label() && predictions.predicted()[i] == ofClass.label()) {
                    right++;
                }
            }
            assertThat(ofClass.recall()).isEqualTo(OptionalDouble.of((double) right / ofClass.samples()));
        }
        assertThat(kept.sample()).hasSize(predictions.size()).isSorted();
        assertThat(kept.features().values())
                .hasSize(predictions.size() * kept.features().dimension());
        assertThat(kept.features().labels()).isEqualTo(predictions.labels());
    }

    @Test
    void lossesAreThoseOfTheTrueLabelsAndAgreeWithConfidences() {
        Predictions predictions =
                ArmPredictions.read(run, result.arms().get(0)).orElseThrow().predictions();
        for (int i = 0; i < predictions.size(); i++) {
            double ofTruth = Math.exp(-predictions.losses()[i]);
            if (predictions.predicted()[i] == predictions.labels()[i]) {
                assertThat(ofTruth).isCloseTo(predictions.confidence()[i], within(1e-4));
            } else {
                assertThat(ofTruth).isBetween(0.0, Math.min(0.5, predictions.confidence()[i]) + 1e-4);
            }
        }
        assertThat(predictions.only(new int[] {2, 0}).losses())
                .containsExactly(predictions.losses()[2], predictions.losses()[0]);
    }

    @Test
    void aFileOfAnOlderVersionHasNoLosses() throws IOException {
        ArmResult arm = result.arms().get(0);
        Path file = ArmPredictions.file(run, arm.name());
        ArmPredictions kept = ArmPredictions.read(run, arm).orElseThrow();
        Path older = file.resolveSibling("older.safetensors");
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            List<StoredTensor> tensors = opened.tensors().stream()
                    .filter(tensor -> !tensor.name().equals("loss"))
                    .toList();
            Map<String, String> metadata = new TreeMap<>(opened.metadata());
            metadata.remove("sha256"); // nor had these files a digest
            SafetensorsFile.write(older, tensors, metadata);
        }
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);

        Predictions read = ArmPredictions.read(run, arm).orElseThrow().predictions();
        assertThat(read.losses()).hasSize(read.size()).containsOnly(Float.NaN);
        assertThat(read.predicted()).isEqualTo(kept.predictions().predicted());
        kept.write(file, arm.weights());
    }

    @Test
    void whatIsMissingOrDamagedOrOfOtherWeightsIsComputedAnewToTheSameBytes() throws IOException {
        Path file = ArmPredictions.file(run, "Plain one");
        byte[] kept = Files.readAllBytes(file);

        Files.delete(file);
        assertThat(FinishedRun.open(run, options).predictions()).hasSize(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(kept);

        Files.write(file, java.util.Arrays.copyOf(kept, kept.length / 2));
        assertThat(ArmPredictions.read(run, result.arms().get(0))).isEmpty();
        FinishedRun.open(run, options).predictions();
        assertThat(Files.readAllBytes(file)).isEqualTo(kept);

        List<ArmPredictions> read =
                List.of(ArmPredictions.read(run, result.arms().get(0)).orElseThrow());
        read.get(0).write(file, "of another model");
        assertThat(ArmPredictions.read(run, result.arms().get(0))).isEmpty();
        FinishedRun.open(run, options).predictions();
        assertThat(Files.readAllBytes(file)).isEqualTo(kept);
    }

    @Test
    void withoutPredictionsAndModelsThereIsOneLine() throws IOException {
        Path bare = Files.createDirectory(run.resolve("bare"));
        Files.copy(run.resolve("result.json"), bare.resolve("result.json"));

        assertThatThrownBy(() -> FinishedRun.open(bare, options).predictions())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        bare
                                + ": the model models/plain-one.safetensors is missing; the command that made the run makes it anew");
    }
}
