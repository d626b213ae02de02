package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pre-training by momentum contrast in a run that is stopped within its epochs. */
class MomentumContrastRunTest {
    private static final Recipe RECIPE = TinyRecipe.read(TinyRecipe.HEAD + """
            stages:
              moco:
                kind: moco
                epochs: 3
                batchSize: 20
                dropLast: false
                keyAugmentation: [{kind: random-crop, padding: 4}, {kind: gaussian-blur}]
                contrast: {queueSize: 47, momentum: 0.9, dimension: 8, batchNormGroups: 2}
                optimizer: {learningRate: 0.05}
              classes: {kind: train, after: moco, epochs: 1, batchSize: 32}
            arms: {contrast: moco, SSP: classes}
            selection: validation
            """);

    @TempDir
    Path folder;

    private static RunResult result(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        return ((RunOutcome.Completed) outcome).result();
    }

    @Test
    void goesOnToTheSameBitsAndGivesOnItsBackbone() {
        TinyRun unbroken = new TinyRun(RECIPE, folder.resolve("whole"));
        RunResult whole = result(unbroken.run());
        Path stopped = folder.resolve("stopped");
        int steps = 0;
        RunOutcome outcome;
        do {
            TinyRun run = new TinyRun(RECIPE, stopped).stopAfterStep(step -> step == 5);
            outcome = run.run();
            steps += run.steps().size();
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(steps).as("no step is done twice").isEqualTo(unbroken.steps().size());
        assertThat(result(outcome).arms()).isEqualTo(whole.arms());
        assertThat(RunFiles.of(stopped)).isEqualTo(RunFiles.of(folder.resolve("whole")));

        try (StepScope scope = StepScope.open()) {
            ArmResult arm = whole.arms().get(0);
            Map<String, Tensor> contrast =
                    TensorFile.read(folder.resolve("whole").resolve(arm.model()), arm.weights());
            assertThat(contrast.keySet()).noneMatch(name -> name.startsWith("projection."));
            assertThat(contrast.get("linear.weight").shape())
                    .containsExactly(whole.classNames().size(), 16);
            assertThat(Tensors.toFloats(contrast.get("layer3.0.bn2.running_mean")))
                    .doesNotContain(0);
        }
    }
}
