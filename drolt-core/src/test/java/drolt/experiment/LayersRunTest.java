package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.recipe.Recipe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose loss looks at several layers. */
class LayersRunTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              features:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                loss: {kind: dro-lt, layers: LAYERS, denominator: exact, radius: {kind: learned-priced}}
                optimizer: {kind: sgd, learningRate: 0.01}
            arms: {DRO-LT: features}
            """;

    @TempDir
    Path folder;

    private static Recipe recipe(String layers) {
        return TinyRecipe.read(RECIPE.replace("LAYERS", layers));
    }

    private RunResult whole(String layers) {
        RunOutcome outcome = new TinyRun(recipe(layers), folder.resolve("whole " + layers)).run();
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        return ((RunOutcome.Completed) outcome).result();
    }

    @Test
    void goesOnToTheSameBits() {
        RunResult unbroken = whole("[features, layer2]");
        Path stopped = folder.resolve("stopped");
        RunOutcome outcome;
        do {
            outcome = new TinyRun(recipe("[features, layer2]"), stopped)
                    .stopAfterStep(step -> step == 6)
                    .run();
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(((RunOutcome.Completed) outcome).result().arms()).isEqualTo(unbroken.arms());
    }

    @Test
    void theFeaturesByNameGiveTheSameWeightsAndAnotherLayerOthers() {
        String plain = whole("null").arms().get(0).weights();
        assertThat(whole("[features]").arms().get(0).weights()).isEqualTo(plain);
        assertThat(whole("[layer1.0]").arms().get(0).weights()).isNotEqualTo(plain);
    }

    @Test
    void anUnknownLayerIsRefusedBeforeAnythingIsTrained() {
        assertThatThrownBy(() -> new TinyRun(recipe("[layr2]"), folder.resolve("unknown")).run())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "recipe tiny: stages.features.loss: layers: no layer is named 'layr2'; did you mean 'layer2'?"
                                + " legal are stem, layer1.0, layer1, layer2.0, layer2, layer3.0, layer3, features");
    }
}
