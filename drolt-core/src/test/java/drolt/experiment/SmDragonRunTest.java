package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with a stage of smDRAGON, on a small residual network of the kind for large images. */
class SmDragonRunTest {
    private static final String RECIPE = TinyRecipe.HEAD.replaceAll(
                    "model: .*", "model: {kind: resnet, depth: 10, width: 2, stem: small, precision: float32}")
            + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              dragon: {kind: sm-dragon, after: pretrain, epochs: 6, batchSize: 32, optimizer: {learningRate: 0.1}}
              more: {kind: classifier, after: dragon, head: keep, epochs: 1, batchSize: 32, augmentation: []}
            arms: {plain: pretrain, smDRAGON: dragon, trained on: more}
            """;

    @TempDir
    Path folder;

    private RunResult run(String name) {
        return result(new TinyRun(TinyRecipe.read(RECIPE), folder.resolve(name)).run());
    }

    private static RunResult result(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        return ((RunOutcome.Completed) outcome).result();
    }

    /** Backbone and linear classifier are those of the arm before: what differs comes of the classifier's own file. */
    @Test
    void theArmIsMeasuredWithItsClassifier() {
        RunResult result = run("run");
        ArmResult plain = result.arms().get(0);
        ArmResult dragon = result.arms().get(1);
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> before = read("run", plain);
            Map<String, Tensor> after = read("run", dragon);
            assertThat(before).doesNotContainKey("dragon.weight");
            before.forEach((name, tensor) ->
                    assertThat(Tensors.toFloats(after.get(name))).as(name).containsExactly(Tensors.toFloats(tensor)));
            assertThat(after.get("dragon.weight").shape())
                    .containsExactly(3, result.classNames().size());
            double[] counts = Tensors.toDoubles(after.get("dragon.class_counts"));
            int[] all =
                    result.trainingCounts().stream().mapToInt(count -> count).toArray();
            assertThat(Arrays.stream(counts).sum())
                    .as("images that are trained on: without the validation split")
                    .isBetween(
                            0.7 * Arrays.stream(all).sum(),
                            0.9 * Arrays.stream(all).sum());
            for (int label = 0; label < all.length; label++) {
                assertThat(counts[label]).isBetween(1.0, (double) all[label]);
            }
        }
        assertThat(dragon.ncm()).isEqualTo(plain.ncm());
        assertThat(dragon.confusion()).isNotEqualTo(plain.confusion());
    }

    @Test
    void aStageAfterItGoesOnWithItsClassifier() {
        RunResult result = run("run");
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> before = read("run", result.arms().get(1));
            Map<String, Tensor> after = read("run", result.arms().get(2));
            for (String name : new String[] {"dragon.weight", "dragon.bias", "fc.weight"}) {
                assertThat(Tensors.toFloats(after.get(name))).as(name).isNotEqualTo(Tensors.toFloats(before.get(name)));
            }
            assertThat(Tensors.toFloats(after.get("dragon.class_counts")))
                    .containsExactly(Tensors.toFloats(before.get("dragon.class_counts")));
        }
    }

    private Map<String, Tensor> read(String run, ArmResult arm) {
        return TensorFile.read(folder.resolve(run).resolve(arm.model()), arm.weights());
    }

    @Test
    void anInterruptedRunGoesOnToTheSameBits() {
        TinyRun interrupted =
                new TinyRun(TinyRecipe.read(RECIPE), folder.resolve("broken")).stopAfterEpoch("dragon", 3);
        assertThat(interrupted.run()).isInstanceOf(RunOutcome.Interrupted.class);
        assertThat(run("broken").arms()).isEqualTo(run("whole").arms());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: tau-norm, after: more, tau: 1}",
                "{kind: logit-adjustment, after: dragon}",
                "{kind: classifier, after: dragon, head: scaled}",
                "{kind: sm-dragon, after: dragon}",
            })
    void stagesThatNeedALinearClassifierAreRefusedAfterIt(String stage) {
        String recipe = RECIPE.replace("arms: {", "  last: " + stage + "\narms: {last: last, ");
        assertThatThrownBy(() -> TinyRecipe.read(recipe))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.last.after")
                .hasMessageContaining("leaves the classifier of smDRAGON");
    }

    @Test
    void afterAFreshClassifierTheyAreAllowed() {
        String recipe = RECIPE.replace("head: keep", "head: fresh")
                .replace("arms: {", "  last: {kind: logit-adjustment, after: more}\narms: {last: last, ");
        assertThat(TinyRecipe.read(recipe).config().stages()).containsKey("last");
    }

    @Test
    void oneCoefficientIsRefused() {
        assertThatThrownBy(() -> TinyRecipe.read(RECIPE, "stages.dragon.coefficients=1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1 must lie in 2..10");
    }
}
