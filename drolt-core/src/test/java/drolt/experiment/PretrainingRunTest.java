package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.recipe.Recipe;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with stages that put another head or a second branch into the network. */
class PretrainingRunTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              rotation: {kind: rotation, epochs: 2, batchSize: 32}
              classes: {kind: train, after: rotation, epochs: 1, batchSize: 32}
              bbn: {kind: bbn, after: classes, epochs: 2, batchSize: 32, optimizer: {learningRate: 0.05}}
              crt: {kind: classifier, after: bbn, epochs: 1, batchSize: 32, augmentation: []}
            arms: {rotations: rotation, SSP: classes, BBN: bbn, BBN + cRT: crt}
            selection: validation
            """;

    @TempDir
    Path folder;

    private static RunResult result(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        return ((RunOutcome.Completed) outcome).result();
    }

    @Test
    void goesOnToTheSameBitsFromTheMiddleOfEpochsAndMeasuresEveryArm() {
        RunResult whole = result(new TinyRun(TinyRecipe.read(RECIPE), folder.resolve("whole")).run());
        Path stopped = folder.resolve("stopped");
        RunOutcome outcome;
        do {
            outcome = new TinyRun(TinyRecipe.read(RECIPE), stopped)
                    .stopAfterStep(step -> step == 5)
                    .run();
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(result(outcome).arms()).isEqualTo(whole.arms());
        assertThat(RunFiles.of(stopped)).isEqualTo(RunFiles.of(folder.resolve("whole")));

        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> rotations = read(whole.arms().get(0));
            Map<String, Tensor> classes = read(whole.arms().get(1));
            Map<String, Tensor> bbn = read(whole.arms().get(2));
            Map<String, Tensor> crt = read(whole.arms().get(3));
            int classCount = whole.classNames().size();
            assertThat(rotations.get("linear.weight").shape()).containsExactly(classCount, 16);
            assertThat(classes).doesNotContainKey("rb_block.conv1.weight");
            for (Map<String, Tensor> two : List.of(bbn, crt)) {
                assertThat(two.get("linear.weight").shape()).containsExactly(classCount, 32);
                assertThat(two).containsKey("rb_block.bn2.running_var");
            }
            assertThat(Tensors.toFloats(crt.get("rb_block.conv1.weight")))
                    .isEqualTo(Tensors.toFloats(bbn.get("rb_block.conv1.weight")));
            assertThat(Tensors.toFloats(crt.get("linear.weight")))
                    .isNotEqualTo(Tensors.toFloats(bbn.get("linear.weight")));
        }
        assertThat(whole.arms().get(3).ncm()).isEqualTo(whole.arms().get(2).ncm());
    }

    private Map<String, Tensor> read(ArmResult arm) {
        return TensorFile.read(folder.resolve("whole").resolve(arm.model()), arm.weights());
    }

    @Test
    void twoBranchesAfterTheClassifierOfSmDragonAreRefused() {
        String recipe = RECIPE.replace("after: classes, epochs: 2", "after: dragon, epochs: 2")
                .replace("  bbn:", "  dragon: {kind: sm-dragon, after: classes, epochs: 1}\n  bbn:");
        assertThatThrownBy(() -> TinyRecipe.read(recipe))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.bbn.after")
                .hasMessageContaining("leaves the classifier of smDRAGON");
    }

    @Test
    void samplersOfOtherLengthsAreRefusedBeforeAnythingIsTrained() {
        Recipe recipe = TinyRecipe.read(RECIPE, "stages.bbn.rebalancingSampler.draws=40");
        assertThatThrownBy(() -> new TinyRun(recipe, folder.resolve("draws")).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("recipe tiny: stages.bbn.rebalancingSampler: 40 draws must be \\d+, as many as"
                        + " sampler has");
    }
}
