package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.experiment.Experiment;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.experiment.RunResult;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeKinds;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.training.EpochMetrics;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CONTRIBUTING.md tells a user of the library who has a loss of their own, done from outside. */
class ExternalLossTest {
    private static final RecipeKinds KINDS = RecipeKinds.SHIPPED.and(PolyLossConfig.class);

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

    private static String block(String language) throws IOException {
        String guide = Files.readString(Path.of("../CONTRIBUTING.md"));
        String section = guide.substring(guide.indexOf("## Your own loss, without forking"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map((MatchResult block) -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    private Path recipe() throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), block("yaml"));
    }

    private Recipe read(String... overrides) throws IOException {
        return RecipeReader.read(recipe().toString(), List.of(overrides), KINDS);
    }

    private RunOutcome run(String name, RunListener listener, StopSignal stop) throws IOException {
        Experiment experiment = Experiment.prepare(read(), new RunOptions(folder, null, 1));
        try (RunFolder opened = RunFolder.open(folder.resolve(name))) {
            return experiment.run(opened, listener, stop);
        }
    }

    private RunResult completed(String name) throws IOException {
        return ((RunOutcome.Completed) run(name, RunListener.NONE, new StopSignal())).result();
    }

    @Test
    void theCodeOfTheGuideIsTheCodeOfThisTest() throws IOException {
        assertThat(Files.readString(Path.of("src/test/java/example/PolyLossConfig.java")))
                .isEqualTo(block("java"));
    }

    @Test
    void aRecipeTrainsWithItAndTheLossFalls() throws IOException {
        RunResult result = completed("run");
        List<EpochMetrics> history = result.stages().get("pretrain").history();
        assertThat(history.get(history.size() - 1).loss())
                .isLessThan(0.9 * history.get(0).loss());
        assertThat(history.get(0).parts()).containsKey("poly");
        assertThat(FinishedRun.open(folder.resolve("run"), new RunOptions(folder, null, 1), KINDS)
                        .evaluate())
                .extracting(arm -> arm.accuracy())
                .containsExactly(result.arms().get(0).accuracy());
    }

    @Test
    void stoppedInTheMiddleItGoesOnToTheSameBits() throws IOException {
        StopSignal stop = new StopSignal();
        RunListener stopsAtThirdStep = new RunListener() {
            private int steps;

            @Override
            public TrainingListener stageStarts(String name, int position, int stages) {
                return new TrainingListener() {
                    @Override
                    public void stepEnds(StepMetrics metrics) {
                        if (++steps == 3) {
                            stop.request();
                        }
                    }
                };
            }
        };
        assertThat(run("broken", stopsAtThirdStep, stop)).isInstanceOf(RunOutcome.Interrupted.class);
        assertThat(completed("broken").arms().get(0).weights())
                .isEqualTo(completed("unbroken").arms().get(0).weights());
    }

    @Test
    void itsKeysArePartOfTheRecipe() throws IOException {
        Recipe recipe = read();
        String written = ConfigWriter.yaml(recipe.config());
        assertThat(written).contains("kind: poly", "epsilon: 1");
        Path again = Files.writeString(folder.resolve("again.yaml"), written);
        assertThat(RecipeReader.read(again.toString(), List.of(), KINDS).config())
                .isEqualTo(recipe.config());
        assertThat(read("stages.pretrain.loss.epsilon=2").digest()).isNotEqualTo(recipe.digest());
        assertThat(read("stages.pretrain.loss={kind: sum, terms: [{loss: {kind: poly, epsilon: 1}}, {loss: {kind:"
                                + " focal}}]}")
                        .digest())
                .isNotEqualTo(recipe.digest());
    }

    @Test
    void mistakesAreOneLineAsEverywhere() throws IOException {
        refused("kind: poly is no kind", "kind=poli", "'poli' is no kind of loss; did you mean 'poly'?");
        refused("a built-in kind", "kind=focl", "'focl' is no kind of loss; did you mean 'focal'?");
        refused("a key", "epsilom=1", "unknown key; did you mean 'epsilon'?");
        refused("a value", "epsilon=-3", "-3.0 must lie in (-1, 100)");
        String without = recipe().toString();
        assertThatThrownBy(() -> RecipeReader.read(without, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'poly' is no kind of loss; legal are cross-entropy");
        Files.writeString(Path.of(without), block("yaml").replace("{kind: poly, epsilon: 1.0}", "{kind: poly}"));
        assertThatThrownBy(() -> RecipeReader.read(without, List.of(), KINDS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.pretrain.loss.epsilon")
                .hasMessageNotContaining("\n");
    }

    private void refused(String what, String override, String message) {
        assertThatThrownBy(() -> read("stages.pretrain.loss." + override))
                .as(what)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @JsonTypeName("focal")
    record TakenName() implements LossConfig {
        @Override
        public Loss build(LossContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aKindThatThereIsAlreadyIsABug() throws IOException {
        String file = recipe().toString();
        assertThatThrownBy(() -> RecipeReader.read(file, List.of(), RecipeKinds.SHIPPED.and(TakenName.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is called focal, as drolt.loss.FocalConfig is");
        assertThatThrownBy(() -> RecipeKinds.SHIPPED.and(LossConfig.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a record");
    }
}
