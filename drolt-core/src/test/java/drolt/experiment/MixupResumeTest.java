package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixup and the samplers that know the epoch, in a run that is stopped in the middle of epochs. */
class MixupResumeTest {
    private static final Recipe RECIPE = TinyRecipe.read(TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32, mixup: {}, sampler: {kind: progressive}}
              features:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                sampler: {kind: deferred, until: 1}
                loss: {kind: dro-lt}
                optimizer: {kind: sgd, learningRate: 0.01}
                mixup: {alpha: 0.3}
              means: {kind: nearest-mean, after: features}
            arms: {baseline: pretrain, means: means}
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
            TinyRun run = new TinyRun(RECIPE, stopped).stopAfterStep(step -> step == 3);
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
