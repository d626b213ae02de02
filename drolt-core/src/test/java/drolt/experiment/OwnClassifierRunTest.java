package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose stages bring classifiers of their own. */
class OwnClassifierRunTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              ldam:
                kind: train
                epochs: 1
                batchSize: 32
                classifier: {kind: cosine, scale: 1, initialNorm: 1}
                loss: {kind: ldam}
              ldam-on: {kind: classifier, after: ldam, head: keep, epochs: 1, batchSize: 32, augmentation: []}
              oltr:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                head: fresh
                classifier: {kind: meta-embedding}
                backboneLearningRateScale: 0.1
                loss:
                  kind: sum
                  terms:
                    - {weight: 1, loss: {kind: cross-entropy}}
                    - {weight: 1, loss: {kind: discriminative-centroid, learningRateScale: 1}}
              mislas:
                kind: classifier
                after: pretrain
                head: scaled
                linearLearningRateScale: 0.2
                batchNorm: train
                epochs: 2
                batchSize: 32
                loss: {kind: label-aware-smoothing}
            arms: {plain: pretrain, LDAM: ldam, LDAM goes on: ldam-on, OLTR: oltr, MiSLAS: mislas}
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

    private Set<String> classifierTensors(String run, ArmResult arm) {
        try (StepScope scope = StepScope.open()) {
            Set<String> names =
                    new TreeSet<>(TensorFile.read(folder.resolve(run).resolve(arm.model()), arm.weights())
                            .keySet());
            names.removeIf(name -> name.matches("(conv|bn|layer).*"));
            return names;
        }
    }

    @Test
    void everyArmHasItsOwnClassifierAlsoAfterLoadingFromDisk() {
        RunResult result = run("run");
        Set<String> oltr = Set.of(
                "cosine.weight",
                "memory.centroids",
                "recall.bias",
                "recall.weight",
                "selector.bias",
                "selector.weight");
        assertThat(classifierTensors("run", result.arms().get(0))).containsExactly("linear.bias", "linear.weight");
        assertThat(classifierTensors("run", result.arms().get(1))).containsExactly("linear.weight");
        assertThat(classifierTensors("run", result.arms().get(2))).containsExactly("linear.weight");
        assertThat(classifierTensors("run", result.arms().get(3))).isEqualTo(oltr);
        assertThat(classifierTensors("run", result.arms().get(4))).containsExactly("linear.bias", "linear.weight");
        try (StepScope scope = StepScope.open()) {
            ArmResult arm = result.arms().get(3);
            double[] memory =
                    Tensors.toDoubles(TensorFile.read(folder.resolve("run").resolve(arm.model()), arm.weights())
                            .get("memory.centroids"));
            assertThat(Arrays.stream(memory).map(Math::abs).sum()).isPositive();
        }
        int threads = Engine.threads();
        try {
            assertThat(FinishedRun.open(folder.resolve("run"), new RunOptions(folder.resolve("run"), null, 1))
                            .evaluate())
                    .isEqualTo(result.arms());
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
                    .stopAfterStep(step -> step == 7)
                    .run();
            runs++;
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(runs).isGreaterThan(3);
        run("whole");
        assertThat(RunFiles.of(folder.resolve("stopped"))).isEqualTo(RunFiles.of(folder.resolve("whole")));
    }

    /** Stored stages stay what they are where the new keys are null, and the model's own classifier changes no bit. */
    @Test
    void nullIsAsBefore() {
        String one = TinyRecipe.HEAD + """
                stages:
                  pretrain: {kind: train, epochs: 1, batchSize: 32}
                  classifier: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32}
                arms: {cRT: classifier}
                """;
        Path store = folder.resolve("store");
        RunResult first = result(new TinyRun(TinyRecipe.read(one), folder.resolve("first"))
                .store(store)
                .run());
        TinyRun again = new TinyRun(
                        TinyRecipe.read(
                                one,
                                "stages.pretrain.classifier=null",
                                "stages.pretrain.backboneLearningRateScale=null",
                                "stages.classifier.classifier=null",
                                "stages.classifier.linearLearningRateScale=null"),
                        folder.resolve("again"))
                .store(store);
        again.run();
        assertThat(again.trained()).isEmpty();
        RunResult named = result(new TinyRun(
                        TinyRecipe.read(
                                one,
                                "stages.pretrain.classifier={kind: linear}",
                                "stages.classifier.classifier={kind: linear}"),
                        folder.resolve("named"))
                .run());
        assertThat(named.arms().get(0).weights()).isEqualTo(first.arms().get(0).weights());
    }

    @Test
    void aContradictionIsOneLineThatNamesTheStage() {
        assertThatThrownBy(() -> TinyRecipe.read(RECIPE, "stages.ldam-on.classifier={kind: linear}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.ldam-on.classifier")
                .hasMessageContaining("is not the one that stage ldam leaves, with which head: keep goes on")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> TinyRecipe.read(RECIPE, "stages.oltr.classifier=null"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("learns the memory of a classifier");
    }
}
