package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.PhotoTree;
import drolt.model.Network;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recipes of ImageNet-LT, Places-LT and iNaturalist 2018, as shipped but for size and length, on generated
 * photographs in the layout and with lists of the names and form of the official ones.
 */
class OfficialRecipesTest {
    private static final int[] TAIL = {30, 20, 12, 8, 5, 5};

    @TempDir
    private Path data;

    @BeforeEach
    void engine() {
        Engine.load();
    }

    /** Writes the images of one part into the data set's folder and their list into the data folder. */
    private void write(String folder, String part, String list, int... counts) throws IOException {
        Files.writeString(data.resolve(list), PhotoTree.write(data.resolve(folder), part, counts));
    }

    private void writeOfficialTree(String recipe) throws IOException {
        int[] each = {2, 2, 2, 2, 2, 2};
        if (recipe.startsWith("imagenet")) {
            write("imagenet", "train", "ImageNet_LT_train.txt", TAIL);
            write("imagenet", "held", "ImageNet_LT_val.txt", each); // ILSVRC's train/ again, other images
            write("imagenet", "val", "ImageNet_LT_test.txt", each);
        } else if (recipe.startsWith("places")) {
            write("places", "train", "Places_LT_train.txt", TAIL);
            write("places", "val", "Places_LT_val.txt", each);
            write("places", "test_256", "Places_LT_test.txt", each);
        } else {
            write("inaturalist18", "train_val2018/train", "iNaturalist18_train.txt", TAIL);
            write("inaturalist18", "train_val2018/val", "iNaturalist18_val.txt", each);
        }
    }

    /** The recipe with every stage an epoch long, small images and a narrow network. */
    private static Recipe small(String name, int width, List<String> more) {
        List<String> overrides = new ArrayList<>(
                List.of("augmentation.0.size=32", "testView.0.size=36", "testView.1.size=32", "model.width=" + width));
        overrides.addAll(more);
        Recipe shipped = RecipeReader.read(name, List.of());
        shipped.config()
                .stages()
                .forEach((stage, config) -> config.plan().ifPresent(plan -> {
                    overrides.add("stages." + stage + ".epochs=1");
                    overrides.add("stages." + stage + ".batchSize=" + Math.min(40, plan.batchSize()));
                    if (!plan.freeze().isEmpty()) {
                        overrides.add("stages." + stage + ".sampler.draws=null");
                    }
                }));
        return RecipeReader.read(name, overrides);
    }

    private RunResult run(Recipe recipe) {
        int threads = Engine.threads();
        Engine.setThreads(1);
        try (RunFolder folder = RunFolder.open(data.resolve("run"))) {
            RunOutcome outcome = Experiment.prepare(recipe, new RunOptions(data, null, 1))
                    .run(folder, RunListener.NONE, new drolt.training.StopSignal());
            assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
            return ((RunOutcome.Completed) outcome).result();
        } finally {
            Engine.setThreads(threads);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"imagenet-lt, 2", "imagenet-lt-resnet10, 4", "imagenet-lt-resnext50, 16", "inaturalist18, 2"})
    void theShippedRecipeRunsOnItsOfficialLayout(String name, int width) throws IOException {
        writeOfficialTree(name);
        RunResult result = run(small(name, width, List.of()));
        assertThat(result.trainingCounts()).containsExactly(30, 20, 12, 8, 5, 5);
        assertThat(result.arms())
                .extracting(ArmResult::name)
                .containsExactly(
                        "cross-entropy",
                        "cross-entropy + logit adjustment",
                        "cross-entropy + cRT",
                        "control + cRT",
                        "DRO-LT + cRT");
    }

    @Test
    void placesStartsFromTheWeightsOfAnotherData() throws IOException {
        writeOfficialTree("places-lt");
        Recipe recipe = small("places-lt", 1, List.of());
        assertThatThrownBy(() -> run(recipe))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("model.pretrained: there is no file resnet152-394f9c45.pth, nor "
                        + data.resolve("resnet152-394f9c45.pth") + "; put it there");
        try (StepScope scope = StepScope.open();
                Network imagenet = recipe.config().model().build(1000, 5)) {
            TensorFile.write(data.resolve("resnet152-394f9c45.pth"), imagenet.tensors());
        }
        assertThat(run(recipe).arms())
                .extracting(ArmResult::name)
                .containsExactly(
                        "cross-entropy",
                        "cross-entropy + logit adjustment",
                        "cross-entropy + cRT",
                        "OLTR",
                        "control + cRT",
                        "DRO-LT + cRT");
    }
}
