package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              features:
                kind: train
                after: pretrain
                epochs: 4
                batchSize: 32
                loss: {kind: dro-lt}
                optimizer: {kind: sgd, learningRate: 1e+30, momentum: 0}
                schedule: {kind: step, warmup: {epochs: 0}, milestones: [1], factors: [1]}
            arms: {DRO-LT: features}
            """;

    @TempDir
    Path folder;

    @Test
    void aLossThatIsNotFiniteStopsTheRunWithStageEpochStepAndParts() {
        Recipe recipe = TinyRecipe.read(RECIPE);
        TinyRun run = new TinyRun(recipe, folder);
        RunOutcome outcome = run.run();
        assertThat(outcome).isInstanceOf(RunOutcome.Diverged.class);
        RunOutcome.Diverged diverged = (RunOutcome.Diverged) outcome;
        assertThat(diverged.stage()).isEqualTo("features");
        assertThat(diverged.epoch()).isEqualTo(1);
        assertThat(diverged.step()).isBetween(2, 5);
        assertThat(diverged.parts()).containsKeys("loss", "crossEntropy", "robust");
        assertThat(diverged.parts().get("loss")).isNotFinite();
        assertThat(RunFiles.of(folder))
                .containsKey("stages/pretrain/weights.safetensors")
                .doesNotContainKeys("stages/features/stage.json", "result.json");
    }

    /** It diverges in the second epoch: the first one's checkpoint stays, and a second try begins there. */
    @Test
    void theLastGoodCheckpointStays() {
        String late = RECIPE.replace("1e+30", "1e-3").replace("factors: [1]", "factors: [1e+33]");
        Recipe recipe = TinyRecipe.read(late);
        RunOutcome outcome = new TinyRun(recipe, folder).run();
        assertThat(outcome).isInstanceOf(RunOutcome.Diverged.class);
        assertThat(((RunOutcome.Diverged) outcome).epoch()).isEqualTo(2);
        Map<String, String> files = filesButLeases();
        assertThat(files).containsKey("stages/features/checkpoints/epoch-00001-step-0000000.safetensors");

        TinyRun again = new TinyRun(recipe, folder);
        assertThat(again.run()).isEqualTo(outcome);
        assertThat(again.steps().get(0).epoch()).isEqualTo(1);
        assertThat(filesButLeases()).isEqualTo(files);
    }

    /** Each try at work that is not done spends a number of a lease. */
    private Map<String, String> filesButLeases() {
        Map<String, String> files = RunFiles.of(folder);
        files.keySet().removeIf(name -> name.contains("/.lease-"));
        return files;
    }
}
