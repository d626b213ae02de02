package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages with several views and losses that carry heads and statistics, in a run that is stopped within epochs. */
class ContrastiveRunTest {
    private static final Recipe RECIPE = TinyRecipe.read(TinyRecipe.HEAD + """
            stages:
              contrast:
                kind: train
                epochs: 2
                batchSize: 24
                views: [{}]
                loss: {kind: supervised-contrastive, head: {dimension: 8}}
              linear: {kind: classifier, after: contrast, epochs: 2, batchSize: 32, augmentation: []}
              balanced:
                kind: train
                epochs: 2
                batchSize: 24
                views: [{}, {augmentation: [{kind: gaussian-blur}]}]
                loss: {kind: balanced-contrastive, head: {hidden: 6, dimension: 8}}
              proco:
                kind: train
                after: balanced
                epochs: 3
                batchSize: 24
                views: [{}]
                loss: {kind: proco, contrast: others, head: {hidden: 6, dimension: 8}}
                optimizer: {learningRate: 0.02}
            arms: {SSL: linear, BCL: balanced, ProCo: proco}
            """);

    @TempDir
    Path folder;

    @Test
    void goesOnToTheSameBits() {
        TinyRun unbroken = new TinyRun(RECIPE, folder.resolve("unbroken"));
        assertThat(unbroken.run()).isInstanceOf(RunOutcome.Completed.class);

        Path stopped = folder.resolve("stopped");
        int stepsInAll = 0;
        RunOutcome outcome;
        do {
            TinyRun run = new TinyRun(RECIPE, stopped).stopAfterStep(step -> step == 5);
            outcome = run.run();
            stepsInAll += run.steps().size();
        } while (outcome instanceof RunOutcome.Interrupted);

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(stepsInAll)
                .as("no step is done twice")
                .isEqualTo(unbroken.steps().size());
        assertThat(RunFiles.of(stopped)).isEqualTo(RunFiles.of(folder.resolve("unbroken")));
    }
}
