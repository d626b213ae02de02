package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stages a run takes from others, and which it must train itself. */
class StageStoreTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              features:
                kind: train
                after: pretrain
                epochs: 1
                batchSize: 32
                loss: {kind: dro-lt}
              classifier: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32, augmentation: []}
            arms: {baseline: pretrain, DRO-LT: features, cRT: classifier}
            """;

    @TempDir
    Path folder;

    private TinyRun run(String name, String recipe, String... overrides) {
        TinyRun run =
                new TinyRun(TinyRecipe.read(recipe, overrides), folder.resolve(name)).store(folder.resolve("store"));
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        return run;
    }

    @Test
    void armsThatShareABeginningTrainItOnce() {
        assertThat(run("first", RECIPE).trained()).containsExactly("pretrain", "features", "classifier");
    }

    @Test
    void anotherRunOnTheSameStoreTrainsNothing() {
        run("first", RECIPE);
        TinyRun second = run("second", RECIPE);
        assertThat(second.trained()).isEmpty();
        assertThat(second.reused()).containsExactly("pretrain", "features", "classifier");
        Map<String, String> files = RunFiles.of(folder.resolve("second"));
        assertThat(files).isEqualTo(RunFiles.of(folder.resolve("first")));
        assertThat(files.keySet()).noneMatch(file -> file.startsWith("stages"));
    }

    @Test
    void withoutAStoreEveryRunTrainsItsOwn() {
        run("first", RECIPE);
        TinyRun own = new TinyRun(TinyRecipe.read(RECIPE), folder.resolve("own"));
        own.run();
        assertThat(own.trained()).hasSize(3);
        assertThat(RunFiles.of(folder.resolve("own")).get("models/dro-lt.safetensors"))
                .isEqualTo(RunFiles.of(folder.resolve("first")).get("models/dro-lt.safetensors"));
    }

    @ParameterizedTest(name = "{0}: trains {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "stages.features.loss.radius.kind=shared | features",
                "stages.pretrain.epochs=2 | pretrain,features,classifier",
                "stages.classifier.head=keep | classifier",
                "seed=8 | pretrain,features,classifier",
                "dataset.imagesOfLargestClass=15 | pretrain,features,classifier",
                "dataset.validationShare=0.3 | pretrain,features,classifier",
                "model.precision=bfloat16 | pretrain,features,classifier",
                "augmentation=[] | pretrain,features,classifier",
            })
    void aChangedKeyTrainsWhatDependsOnIt(String override, String trained) {
        String base = RECIPE.replace("width: 4", "width: 4, precision: float32");
        run("first", base);
        assertThat(String.join(",", run("second", base, override).trained())).isEqualTo(trained);
    }

    /** They change the table, not the weights. */
    @ParameterizedTest
    @CsvSource({"dataset.testImagesPerClass=3", "dataset.shots.fewBelow=4"})
    void whatIsOnlyMeasuredTrainsNothing(String override) {
        run("first", RECIPE);
        assertThat(run("second", RECIPE, override).trained()).isEmpty();
    }

    @Test
    void aDamagedStoredStageIsTrainedAnew() throws IOException {
        run("first", RECIPE);
        Map<String, String> before = RunFiles.of(folder.resolve("store"));
        for (String file : before.keySet()) {
            if (file.endsWith("weights.safetensors")) {
                Files.write(folder.resolve("store").resolve(file), new byte[100]);
            }
        }
        assertThat(run("second", RECIPE).trained()).hasSize(3);
        assertThat(RunFiles.of(folder.resolve("store"))).isEqualTo(before);
    }
}
