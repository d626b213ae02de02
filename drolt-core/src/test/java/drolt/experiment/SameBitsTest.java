package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes the bits of a result, and what does not. */
class SameBitsTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32}
              features:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                loss: {kind: dro-lt, centroids: {kind: augmented}}
                optimizer: {kind: sgd, learningRate: 0.01}
            arms: {features: features}
            """;

    @TempDir
    private static Path shared;

    @TempDir
    Path folder;

    private static Map<String, String> first;

    @BeforeAll
    static void runOnce() {
        first = run(shared.resolve("first"), 1);
    }

    private static Map<String, String> run(Path folder, int loaderThreads, String... overrides) {
        Recipe recipe = TinyRecipe.read(RECIPE, overrides);
        assertThat(new TinyRun(recipe, folder).loaderThreads(loaderThreads).run())
                .isInstanceOf(RunOutcome.Completed.class);
        return RunFiles.of(folder);
    }

    @Test
    void sameSeedAndThreadsAreSameBits() {
        assertThat(run(folder, 1)).isEqualTo(first);
    }

    @Test
    void loaderThreadsChangeNothing() {
        assertThat(run(folder, 2)).isEqualTo(first);
    }

    @Test
    void anotherSeedIsOtherBits() {
        assertThat(weights(run(folder, 1, "seed=8"))).isNotEqualTo(weights(first));
    }

    @Test
    void namesOfStagesAndArmsChangeNoWeights() {
        Recipe renamed = TinyRecipe.read(RECIPE.replace("features", "joint").replace("pretrain", "base"));
        new TinyRun(renamed, folder).run();
        assertThat(RunFiles.of(folder).get("models/joint.safetensors")).isEqualTo(weights(first));
    }

    private static String weights(Map<String, String> files) {
        return files.getOrDefault("models/features.safetensors", "none");
    }
}
