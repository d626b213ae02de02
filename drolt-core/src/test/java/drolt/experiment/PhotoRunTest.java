package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.ImageListsConfig;
import drolt.data.ImageTableConfig;
import drolt.data.PhotoTree;
import drolt.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small photographs of differing sizes, long-tailed, in the layout and with the lists of the official data sets. */
class PhotoRunTest {
    private static final String RECIPE = """
            version: 1
            seed: 3
            dataset:
              kind: image-lists
              folder: %s
              trainList: train.txt
              testList: test.txt
              validationShare: 0.2
              shots: {manyAbove: 15, fewBelow: 6}
            augmentation:
              - {kind: random-resized-crop, size: 32, scale: [0.3, 1.0]}
              - {kind: random-flip}
              - {kind: color-jitter, hue: 0.1}
              - {kind: random-grayscale}
            testView: [{kind: resize, size: 36}, {kind: center-crop, size: 32}]
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 16, optimizer: {kind: sgd, learningRate: 0.05}}
              features: {kind: train, after: pretrain, epochs: 1, batchSize: 16, loss: {kind: dro-lt}}
              augmented:
                kind: train
                after: pretrain
                epochs: 1
                batchSize: 16
                loss: {kind: dro-lt, centroids: {kind: augmented}}
                augmentation: []
              classifier: {kind: classifier, after: features, epochs: 2, batchSize: 16, augmentation: []}
            arms:
              cross-entropy: pretrain
              DRO-LT + cRT: classifier
              without augmentation: augmented
            selection: validation
            """;

    private static final String[] BRIEF = {
        "arms={cross-entropy: pretrain}", "stages={pretrain: {kind: train, epochs: 1, batchSize: 16}}"
    };

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void writePhotos() throws IOException {
        photos = folder.resolve("photos");
        Files.createDirectories(photos);
        Files.writeString(photos.resolve("train.txt"), PhotoTree.write(photos, "train", 20, 10, 6, 5));
        Files.writeString(photos.resolve("test.txt"), PhotoTree.write(photos, "val", 2, 2, 2, 2));
    }

    private Recipe recipe(String... overrides) {
        return TinyRecipe.read(RECIPE.formatted(photos), overrides);
    }

    /** One stage of one epoch. */
    private Recipe brief(String... overrides) {
        return recipe(Stream.concat(Stream.of(BRIEF), Stream.of(overrides)).toArray(String[]::new));
    }

    @Test
    void everyStageTrainsAndThreadsChangeNoBit() {
        RunOutcome outcome = new TinyRun(recipe(), folder.resolve("one")).run();
        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Completed.class, completed -> {
            assertThat(completed.result().arms()).hasSize(3);
            assertThat(completed.result().trainingCounts()).containsExactly(20, 10, 6, 5);
            assertThat(completed.result().arms())
                    .allSatisfy(arm -> assertThat(arm.accuracy()).isBetween(0.0, 1.0));
        });
        new TinyRun(recipe(), folder.resolve("three")).loaderThreads(3).run();
        assertThat(RunFiles.of(folder.resolve("three"))).isEqualTo(RunFiles.of(folder.resolve("one")));
    }

    @Test
    void theRunKeepsTheFilesOfItsTestImagesWithoutWhereTheyLie() throws IOException {
        Path run = folder.resolve("run");
        new TinyRun(brief(), run).run();
        RunResult result = RunResult.ofRun(run);

        List<String> files = FinishedRun.open(run).testImageNames();
        assertThat(String.join("\n", files))
                .isEqualTo(Files.readString(photos.resolve("test.txt"))
                        .strip()
                        .lines()
                        .map(line -> line.split(" ")[0])
                        .collect(Collectors.joining("\n")));

        Path kept = run.resolve("predictions/images.json");
        Files.writeString(kept, Files.readString(kept).replaceFirst("\"testFingerprint\" : \"..", "$0 other"));
        assertThat(FinishedRun.open(run).testImageNames()).as("of other images").isEmpty();
        Files.writeString(kept, "{");
        assertThat(FinishedRun.open(run).testImageNames()).as("damaged").isEmpty();
        Files.delete(kept);
        assertThat(FinishedRun.open(run).testImageNames()).as("an older run").isEmpty();
    }

    /** Two images a group; what is tested and validated is cut off the table. */
    @Test
    void aTableTrainsWithItsGroupsWholeWhateverTheOrderOfItsLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readString(photos.resolve("train.txt")).lines().toList()) {
            String path = line.split(" ")[0];
            String number = path.replaceAll(".*/|\\..*", "");
            lines.add(path + ",class " + line.split(" ")[1] + ",\"" + line.split(" ")[1] + ", "
                    + Integer.parseInt(number) / 2 + '"');
        }
        String yaml = RECIPE.replace("image-lists", "image-table")
                .replaceAll(
                        "  folder: .*\n",
                        "  file: " + photos.resolve("t.csv") + "\n  testShare: 0.25\n  onBadImage: {kind: skip}\n")
                .replaceAll("  (train|test)List: .*\n", "");
        for (String name : List.of("one", "other")) {
            Files.writeString(photos.resolve("t.csv"), "path,label,group\n" + String.join("\n", lines));
            RunOutcome outcome = new TinyRun(TinyRecipe.read(yaml, BRIEF), folder.resolve(name)).run();
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RunOutcome.Completed.class,
                            completed -> assertThat(completed.result().trainingCounts().stream()
                                            .mapToInt(Integer::intValue)
                                            .sum())
                                    .isBetween(28, 34)); // of 41
            Collections.reverse(lines);
        }
        assertThat(RunFiles.of(folder.resolve("other"))).isEqualTo(RunFiles.of(folder.resolve("one")));
        List<String> tested = FinishedRun.open(folder.resolve("one")).testImageNames();
        assertThat(tested).hasSizeBetween(8, 12);
        for (String image : tested) {
            int number = Integer.parseInt(image.replaceAll(".*/|\\..*", ""));
            String start = image.replaceAll("[^/]*$", "") + (number ^ 1) + ".";
            boolean hasTwin = lines.stream().anyMatch(line -> line.startsWith(start));
            assertThat(tested.stream().anyMatch(other -> other.startsWith(start)))
                    .as(image)
                    .isEqualTo(hasTwin);
        }
    }

    @Test
    void foldersTrainAsListsDo() throws IOException {
        Files.move(photos.resolve("val"), photos.resolve("test"));
        String yaml = RECIPE.formatted(photos)
                .replace("image-lists", "image-folders")
                .replaceAll("  (train|test)List: .*\n", "");
        RunOutcome outcome = new TinyRun(TinyRecipe.read(yaml, BRIEF), folder.resolve("run")).run();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Completed.class,
                        completed -> assertThat(completed.result().classNames())
                                .containsExactly("class0", "class1", "class2", "class3"));
    }

    @Test
    void aRunGoesOnWhenAnImageThatItLeftOutIsTakenAway() throws IOException {
        PhotoTree.write(folder.resolve("birds"), ".", 30, 14);
        Path bad = Files.writeString(folder.resolve("birds/class0/bad.jpg"), "no image");
        String yaml = RECIPE.formatted(folder.resolve("birds"))
                .replace("image-lists", "image-folders")
                .replaceAll("  trainList: .*", "  testShare: 0.3")
                .replaceAll("  testList: .*", "  onBadImage: {kind: skip, largestShare: 0.1}");
        Path run = folder.resolve("run");
        RunOutcome begun = new TinyRun(TinyRecipe.read(yaml, BRIEF), run).run();
        assertThat(begun)
                .isInstanceOfSatisfying(
                        RunOutcome.Completed.class,
                        completed ->
                                assertThat(completed.result().leftOutImages()).containsExactly("class0/bad.jpg"));
        assertThat(Files.readString(run.resolve("run.json"))).contains("class0/bad.jpg");
        var files = RunFiles.of(run);
        Files.delete(bad);
        new TinyRun(TinyRecipe.read(yaml, BRIEF), run).run();
        assertThat(RunFiles.of(run)).as("with the same recipe").isEqualTo(files);
        String without = yaml.replaceAll("  onBadImage: .*", "");
        new TinyRun(TinyRecipe.read(without, BRIEF), run).run();
        assertThat(RunFiles.of(run)).as("without the key").isEqualTo(files);
        Files.writeString(bad, "no image");
        assertThatThrownBy(() -> new TinyRun(TinyRecipe.read(without, BRIEF), folder.resolve("other")).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(bad + ": is no JPEG");
        assertThat(folder.resolve("other/run.json")).doesNotExist();
    }

    /** With fewer epochs and a smaller network, on a tree of folders as the document draws it. */
    @Test
    void theRecipeOfTheDocumentTrains() throws IOException {
        PhotoTree.write(folder.resolve("birds"), ".", 40, 25, 15, 10);
        Recipe recipe = TinyRecipe.read(
                yamlOfTheDocument().get(0),
                "dataset.folder=" + folder.resolve("birds"),
                "model={kind: cifar-resnet, depth: 8, width: 4}",
                "stages.pretrain.epochs=1",
                "stages.features.epochs=1",
                "stages.classifier.epochs=1");
        assertThat(new TinyRun(recipe, folder.resolve("run")).run())
                .isInstanceOfSatisfying(
                        RunOutcome.Completed.class,
                        completed ->
                                assertThat(completed.result().trainingCounts()).containsExactly(32, 20, 12, 8));
    }

    @Test
    void theTableAndTheListsOfTheDocumentAreValidDataSets() throws IOException {
        String stages = "version: 1\narms: {a: a}\nstages: {a: {kind: train}}\n";
        assertThat(yamlOfTheDocument().stream()
                        .filter(block -> block.startsWith("dataset:"))
                        .map(block -> TinyRecipe.read(stages + block).config().dataset())
                        .map(Object::getClass))
                .contains(ImageTableConfig.class, ImageListsConfig.class);
    }

    private static List<String> yamlOfTheDocument() throws IOException {
        String text = Files.readString(Path.of("../docs/own-images.md"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void theTestViewIsPartOfWhatAStageIs() {
        Path store = folder.resolve("store");
        new TinyRun(brief(), folder.resolve("first")).store(store).run();
        TinyRun same = new TinyRun(brief(), folder.resolve("same")).store(store);
        same.run();
        assertThat(same.reused()).containsExactly("pretrain");
        TinyRun other = new TinyRun(
                        brief("testView=[{kind: resize, size: 32}, {kind: center-crop, size: 32}]"),
                        folder.resolve("other"))
                .store(store);
        other.run();
        assertThat(other.reused()).isEmpty();
    }

    @Test
    void withoutAViewImagesOfDifferentSizesAreRefused() {
        assertRefusedBeforeTraining(
                brief("testView=null"),
                "recipe tiny: testView: leaves images of different sizes: " + photos.resolve("train/class0/"),
                ", and all images of a batch must have one size; bring them to one by random-resized-crop in"
                        + " augmentation and by resize and center-crop in testView");
        assertRefusedBeforeTraining(
                brief("testView=[{kind: resize, size: 32}]"), "recipe tiny: testView: leaves images of different", "");
        assertRefusedBeforeTraining(
                brief("augmentation=[{kind: random-flip}]"),
                "recipe tiny: augmentation of stage pretrain: leaves images of different sizes: ",
                "");
    }

    @Test
    void testImagesOfDifferentSizesAreRefusedWhereTrainingImagesHaveOne() throws IOException {
        for (String image : Files.readString(photos.resolve("train.txt"))
                .replaceAll(" \\d", "")
                .split("\n")) {
            PhotoTree.write(photos.resolve(image), 0, 32, 32);
        }
        assertRefusedBeforeTraining(
                brief("testView=null", "augmentation=[]"),
                "recipe tiny: testView: leaves images of different sizes: " + photos.resolve("val/class0/1.jpg")
                        + " is ",
                "");
    }

    @Test
    void imagesOfOneSizeOrShapeNeedNoCrop() throws IOException {
        String images = Files.readString(photos.resolve("train.txt")) + Files.readString(photos.resolve("test.txt"));
        int side = 30;
        for (String image : images.replaceAll(" \\d", "").split("\n")) {
            PhotoTree.write(photos.resolve(image), 0, side, side);
            side = side == 30 ? 40 : 30;
        }
        String resize = "[{kind: resize, size: 20}]";
        TinyRun run = new TinyRun(brief("testView=" + resize, "augmentation=" + resize), folder.resolve("run"));
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
    }

    private void assertRefusedBeforeTraining(Recipe recipe, String beginning, String end) {
        TinyRun run = new TinyRun(recipe, folder.resolve("run"));
        assertThatThrownBy(run::run)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(beginning)
                .hasMessageEndingWith(end)
                .hasMessageNotContaining("\n");
        assertThat(run.trained()).isEmpty();
    }

    @Test
    void allStagesWhoseBatchesAreTooLargeAreNamedAtOnce() {
        assertRefusedBeforeTraining(
                recipe(
                        "stages.pretrain.batchSize=128",
                        "stages.augmented.batchSize=128",
                        "stages.classifier.batchSize=64"),
                "recipe tiny: stages.pretrain.batchSize, stages.augmented.batchSize: 128 must be at most 33, the images"
                        + " that an epoch draws; set it, for example to 32; stages.classifier.batchSize: 64 must be at"
                        + " most 33",
                "; set it, for example to 32");
    }

    @Test
    void aFolderOfImagesMustBeNamed() {
        String yaml = RECIPE.formatted(photos)
                .replace("image-lists", "image-folders")
                .replaceAll("  (train|test)List: .*\n", "");
        assertThatThrownBy(() -> TinyRecipe.read(yaml.replaceFirst("  folder: .*\n", ""), BRIEF))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dataset.folder: is missing; expected ");
    }

    @Test
    void otherImagesThanThoseOfTheRunAreToldSo() throws IOException {
        new TinyRun(brief(), folder.resolve("run")).run();
        PhotoTree.write(photos.resolve("val/class0/0.jpg"), 0, 70, 70);
        assertRefusedBeforeTraining(
                brief(),
                folder.resolve("run") + ": holds another run, with other data (images were added, removed or replaced"
                        + " since); choose another --output",
                "");
        assertRefusedBeforeTraining(
                brief("seed=4"),
                folder.resolve("run") + ": holds another run, with other recipe, data; choose another",
                "");
    }

    @Test
    void aRandomViewIsRefused() {
        assertThatThrownBy(() -> recipe("testView=[{kind: resize}, {kind: random-flip}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a random transform would show an image otherwise each time");
    }

    @Test
    void validationImagesMayBeSetApartByAList() throws IOException {
        Files.writeString(photos.resolve("validation.txt"), PhotoTree.write(photos, "apart", 1, 1, 1, 1));
        Recipe recipe = brief("dataset.validationList=validation.txt", "dataset.validationShare=0");
        TinyRun run = new TinyRun(recipe, folder.resolve("run"));
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run.steps()).hasSize(3); // 41 images, none of them cut off
        ExperimentData data = ExperimentData.load(recipe.config().dataset(), folder, 3);
        assertThat(data.train().size()).isEqualTo(41);
        assertThat(data.validation().size()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "train/class0/0.jpg, is a damaged image (the file is cut short)",
        "val/class3/1.jpg, is a damaged image (the file is cut short)",
        "train/class0/2.png, is a damaged image ("
    })
    void aDamagedImageIsNamedBeforeAnythingIsTrained(String path, String message) throws IOException {
        Path image = photos.resolve(path);
        byte[] bytes = Files.readAllBytes(image);
        Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefusedBeforeTraining(
                brief("dataset.validationShare=0.1"),
                image + ": " + message,
                "; replace it or take it out of the data set");
    }
}
