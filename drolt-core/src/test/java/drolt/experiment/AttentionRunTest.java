package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which a stage puts an attention into the network. */
class AttentionRunTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              oltr:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                head: fresh
                classifier: {kind: meta-embedding}
                attention: {kind: modulated}
                backboneLearningRateScale: 0.1
                weightAverage: 0.9
                loss:
                  kind: sum
                  terms:
                    - {weight: 1, loss: {kind: cross-entropy}}
                    - {weight: 1, loss: {kind: discriminative-centroid, learningRateScale: 1}}
              again: {kind: classifier, after: oltr, epochs: 1, batchSize: 32, augmentation: []}
            arms: {plain: pretrain, OLTR: oltr, OLTR + cRT: again}
            """;

    @TempDir
    Path folder;

    private RunResult run(Path at) {
        RunOutcome outcome = new TinyRun(TinyRecipe.read(RECIPE), at).run();
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        return ((RunOutcome.Completed) outcome).result();
    }

    private static Set<String> names(Path run, ArmResult arm) {
        try (StepScope scope = StepScope.open()) {
            return TensorFile.read(run.resolve(arm.model()), arm.weights()).keySet();
        }
    }

    @Test
    void itIsStoredWithTheWeightsKeptByLaterStagesAndMeasuredAgainFromDisk() {
        Path run = folder.resolve("run");
        RunResult result = run(run);
        assertThat(names(run, result.arms().get(0))).noneMatch(name -> name.matches("(modulatedatt|fc_add).*"));
        assertThat(names(run, result.arms().get(1)))
                .contains("modulatedatt.conv_mask.weight", "fc_add.bias", "memory.centroids");
        assertThat(names(run, result.arms().get(2)))
                .contains("modulatedatt.conv_mask.weight", "fc_add.bias", "linear.weight");
        int threads = Engine.threads();
        try {
            assertThat(FinishedRun.open(run, new RunOptions(run, null, 1)).evaluate())
                    .isEqualTo(result.arms());
            FinishedRun stored = FinishedRun.open(run, new RunOptions(run, null, 1));
            int layers = stored.measure(
                    "OLTR",
                    (network, evaluator) -> evaluator
                            .features(network, stored.test(), Set.of("layer3", "features"))
                            .size());
            assertThat(layers).isEqualTo(2);
        } finally {
            Engine.setThreads(threads); // the run's were set
        }
    }

    @Test
    void aRunThatIsStoppedAgainAndAgainGoesOnToTheSameBits() {
        RunOutcome outcome;
        int runs = 0;
        do {
            outcome = new TinyRun(TinyRecipe.read(RECIPE), folder.resolve("stopped"))
                    .stopAfterStep(step -> step == 5)
                    .run();
            runs++;
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(runs).isGreaterThan(3);
        run(folder.resolve("whole"));
        assertThat(RunFiles.of(folder.resolve("stopped"))).isEqualTo(RunFiles.of(folder.resolve("whole")));
    }

    /** Stages that were stored before the key was there are found. */
    @Test
    void nullDoesNotEnterAFingerprint() {
        Path store = folder.resolve("store");
        String plain = TinyRecipe.HEAD + "stages: {pretrain: {kind: train, epochs: 1, batchSize: 32}}\n"
                + "arms: {plain: pretrain}\n";
        new TinyRun(TinyRecipe.read(plain), folder.resolve("a")).store(store).run();
        TinyRun again =
                new TinyRun(TinyRecipe.read(plain, "stages.pretrain.attention=null"), folder.resolve("b")).store(store);
        again.run();
        assertThat(again.trained()).isEmpty();
        TinyRun attentive = new TinyRun(
                        TinyRecipe.read(plain, "stages.pretrain.attention={kind: modulated}"), folder.resolve("c"))
                .store(store);
        attentive.run();
        assertThat(attentive.trained()).containsExactly("pretrain");
    }

    @Test
    void mistakesAreOneLineThatNamesTheStageBeforeAnythingIsTrained() {
        assertThatThrownBy(() -> TinyRecipe.read(RECIPE, "stages.pretrain.attention={kind: modulated}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.oltr.attention")
                .hasMessageContaining("stands there already")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> TinyRecipe.read(RECIPE, "stages.pretrain.freeze=[attention]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no part of this network");
        Recipe smaller = TinyRecipe.read(RECIPE, "testView=[{kind: center-crop, size: 24}]");
        assertThatThrownBy(() -> Experiment.prepare(smaller, new RunOptions(folder, null, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "recipe tiny: stages.oltr.augmentation: images of 32 x 32 pixels must have the size in which"
                                + " testView shows them, 24 x 24 pixels, for the attention is made for one size");
    }
}
