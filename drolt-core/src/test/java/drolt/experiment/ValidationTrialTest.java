package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ImageDataset;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTrialTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              balanced: {kind: tau-norm, after: pretrain}
            arms: {baseline: pretrain, tau-norm: balanced}
            """;

    @TempDir
    private Path folder;

    @Test
    void theTestSetIsNeverAskedForAnything() throws IOException {
        Recipe recipe = TinyRecipe.read(RECIPE);
        ExperimentData whole = ExperimentData.load(
                recipe.config().dataset(), folder, recipe.config().seed());
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        ImageDataset forbidden = (ImageDataset) Proxy.newProxyInstance(
                ImageDataset.class.getClassLoader(),
                new Class<?>[] {ImageDataset.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    throw new AssertionError("the test set was asked for its " + method.getName());
                });
        ExperimentData data = new ExperimentData(
                whole.train(), whole.validation(), forbidden, whole.statistics(), whole.shotCounts(), whole.leftOut());
        int threads = Engine.threads();
        Engine.setThreads(1);
        try {
            ValidationTrial trial =
                    new ValidationTrial(recipe, "tau-norm", new RunOptions(folder, folder.resolve("store"), 1), data);
            assertThat(trial.identity()).hasSize(64);
            Path own = Files.createDirectory(folder.resolve("trial"));
            ValidationTrial.Outcome outcome =
                    trial.attempt(own, Experiment.leases(), RunListener.NONE, new StopSignal());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ValidationTrial.Outcome.Measured.class,
                            measured -> assertThat(measured.accuracy()).isBetween(0.0, 1.0));
        } finally {
            Engine.setThreads(threads);
        }
        assertThat(asked).isEmpty();
    }
}
