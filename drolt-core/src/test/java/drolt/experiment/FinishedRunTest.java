package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.PhotoTree;
import drolt.data.RgbImage;
import drolt.evaluation.Predictions;
import drolt.inference.ClassProbability;
import drolt.inference.Classification;
import drolt.inference.ImageClassifier;
import drolt.inference.ImageInput;
import drolt.inference.OtherSizes;
import drolt.io.RecordFiles;
import drolt.model.Network;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.weights.SafetensorsFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finished run says of images in files is what it said of them when it was measured. */
class FinishedRunTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              classifier: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32, augmentation: [], head: scaled}
            arms: {Plain one: pretrain, "odd: arm, 2": classifier}
            """;

    /** Neither square nor brought to a size by a view. */
    private static final String PHOTOS = """
            version: 1
            dataset: {kind: image-folders, folder: photos, mean: [0.3, 0.4, 0.5], standardDeviation: [0.2, 0.3, 0.1]}
            augmentation: []
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 8}
            arms: {a: pretrain}
            """;

    private static final int HEIGHT = 20;
    private static final int WIDTH = 28;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Recipe recipe;
    private static ImageDataset test;
    private static List<Path> files;
    private static int threads;

    @BeforeAll
    static void trainAndWriteTheTestImages() throws IOException {
        threads = Engine.threads();
        run = folder.resolve("run");
        recipe = TinyRecipe.read(RECIPE);
        assertThat(new TinyRun(recipe, run).run()).isInstanceOf(RunOutcome.Completed.class);
        test = recipe.config().dataset().load(folder).test();
        files = new ArrayList<>();
        for (int index = 0; index < test.size(); index++) {
            files.add(write(image(index), folder.resolve(index + ".png")));
        }
    }

    @AfterAll
    static void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    private static RgbImage image(int index) {
        RgbImage image = new RgbImage();
        test.read(index, image);
        return image;
    }

    private static Path write(RgbImage image, Path file) throws IOException {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < image.length(); at += 3) {
            int rgb = (image.pixels()[at] & 0xff) << 16
                    | (image.pixels()[at + 1] & 0xff) << 8
                    | (image.pixels()[at + 2] & 0xff);
            buffered.setRGB(at / 3 % image.width(), at / 3 / image.width(), rgb);
        }
        assertThat(ImageIO.write(buffered, "png", file.toFile())).isTrue();
        return file;
    }

    /** To the bit. */
    private static void assertSaysWhatItSaid(Path run, String arm, List<Classification> said) {
        ArmResult result = FinishedRun.open(run).arm(arm);
        Predictions kept = ArmPredictions.read(run, result).orElseThrow().predictions();
        assertThat(said).hasSize(kept.size());
        for (int i = 0; i < kept.size(); i++) {
            ClassProbability best = said.get(i).best();
            assertThat(best.label()).isEqualTo(kept.predicted()[i]);
            assertThat(best.probability()).isEqualTo(kept.confidence()[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plain one", "odd: arm, 2"})
    void saysOfTheTestImagesWhatTheRunSaid(String arm) {
        try (ImageClassifier classifier = FinishedRun.open(run).classifier(arm, OtherSizes.REFUSED)) {
            List<Classification> said = classifier.classify(files);
            assertSaysWhatItSaid(run, arm, said);
            assertThat(classifier.classNames()).isEqualTo(test.classNames());
            assertThat(said).allSatisfy(one -> {
                double sum = 0;
                for (float probability : one.probabilities()) {
                    sum += probability;
                }
                assertThat(sum).isBetween(0.9999, 1.0001);
                assertThat(one.best().name())
                        .isEqualTo(test.classNames().get(one.best().label()));
            });
        }
    }

    @Test
    void imagesInMemoryAreClassifiedAlikeAndStayAsTheyAre() {
        List<RgbImage> images = new ArrayList<>();
        for (int index = 0; index < test.size(); index++) {
            images.add(image(index));
        }
        try (ImageClassifier classifier = FinishedRun.open(run).classifier("Plain one", OtherSizes.REFUSED)) {
            assertSaysWhatItSaid(run, "Plain one", classifier.classifyImages(images));
        }
        for (int index = 0; index < test.size(); index++) {
            assertThat(images.get(index).pixels()).isEqualTo(image(index).pixels());
        }
    }

    @Test
    void theCardHoldsWhatAProgramNeeds() {
        RunResult result = RunResult.ofRun(run);
        ArmResult arm = result.arms().get(1);
        ModelCard card = ModelCard.read(run, arm);
        assertThat(ModelCard.file(run, arm)).hasFileName("odd-arm-2.json");
        assertThat(SafetensorsFile.digest(run.resolve("models").resolve(card.file())))
                .isEqualTo(card.weights())
                .isEqualTo(arm.weights());
        assertThat(card.classNames()).isEqualTo(test.classNames());
        float[] mean = recipe.config().dataset().load(folder).statistics().mean();
        assertThat(card.mean()).containsExactly(mean[0], mean[1], mean[2]);
        assertThat(List.of(card.height(), card.width())).containsOnly(image(0).height());
        assertThat(card.testView()).isEmpty();
        assertThat(card.model().get("classifier").get("kind").stringValue()).isEqualTo("linear");
        assertThat(card.run()).isEqualTo(result.fingerprint());
        assertThat(card.arm()).isEqualTo("odd: arm, 2");
    }

    @Test
    void aMissingCardIsRefusedInOneLineAndTheCommandOfTheRunWritesIt() throws IOException {
        Path without = copy("without");
        ArmResult arm = RunResult.ofRun(without).arms().get(0);
        Path card = ModelCard.file(without, arm);
        String whole = Files.readString(card);
        Files.delete(card);
        assertThatThrownBy(() -> FinishedRun.open(without).classifier("Plain one", OtherSizes.REFUSED))
                .isInstanceOf(ConfigException.class)
                .hasMessage(card + ": is missing; the command that made the run writes it, and trains nothing anew");
        assertThat(new TinyRun(recipe, without).run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(card).hasContent(whole);
    }

    @Test
    void aCardOfOtherWeightsOrADamagedOneIsRefusedAndWrittenAnew() throws IOException {
        Path altered = copy("altered");
        ArmResult arm = RunResult.ofRun(altered).arms().get(0);
        Path card = ModelCard.file(altered, arm);
        String whole = Files.readString(card);
        String other = RecordFiles.unsealed(whole).replace(arm.weights(), "0".repeat(64));
        Files.writeString(card, other); // whole, as an earlier version wrote it, but of other weights
        assertThatThrownBy(() -> FinishedRun.open(altered).classifier("Plain one", OtherSizes.REFUSED))
                .isInstanceOf(ConfigException.class)
                .hasMessage(card + ": belongs to other weights than those of the run; the command that made the run"
                        + " writes it anew");
        Files.writeString(card, "{");
        assertThatThrownBy(() -> FinishedRun.open(altered).classifier("Plain one", OtherSizes.REFUSED))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(card + ": is damaged");
        new TinyRun(recipe, altered).run();
        assertThat(card).hasContent(whole);
    }

    private static Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> paths = Files.walk(run)) {
            for (Path path : paths.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, copy.resolve(run.relativize(path).toString()));
            }
        }
        return copy;
    }

    @Test
    void withoutItsDataARunOfPhotographsStillClassifies() throws IOException {
        Path data = folder.resolve("with photographs");
        Path photos = data.resolve("photos");
        for (int label = 0; label < 3; label++) {
            for (int i = 0; i < 8; i++) {
                String part = i < 6 ? "train" : "test";
                PhotoTree.write(photos.resolve(part + "/class " + label + "/" + i + ".png"), label, HEIGHT, WIDTH);
            }
        }
        Recipe ofPhotos = TinyRecipe.read(PHOTOS, "dataset.folder=" + photos);
        Path measured = data.resolve("run");
        assertThat(new TinyRun(ofPhotos, measured).run()).isInstanceOf(RunOutcome.Completed.class);
        Path moved = Files.move(photos, data.resolve("moved"));

        List<Path> images = new ArrayList<>();
        for (int label = 0; label < 3; label++) {
            images.add(moved.resolve("test/class " + label + "/6.png"));
            images.add(moved.resolve("test/class " + label + "/7.png"));
        }
        Path turned = data.resolve("turned.png");
        PhotoTree.write(turned, 1, WIDTH, HEIGHT);
        String refusal =
                turned + ": has " + HEIGHT + " x " + WIDTH + " pixels, width by height, and the model takes " + WIDTH
                        + " x " + HEIGHT + "; bring it to that size,"
                        + " or let --resize do so";
        try (ImageClassifier classifier = FinishedRun.open(measured).classifier("a", OtherSizes.REFUSED)) {
            assertSaysWhatItSaid(measured, "a", classifier.classify(images));
            assertThatThrownBy(() -> classifier.classify(List.of(images.get(0), turned)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(refusal);
        }
        try (ImageClassifier resizing = FinishedRun.open(measured).classifier("a", OtherSizes.RESIZED)) {
            assertSaysWhatItSaid(measured, "a", resizing.classify(images));
            assertThat(resizing.classify(List.of(turned))).hasSize(1);
        }
    }

    @Test
    void aNetworkWithoutFiniteNumbersIsNotBelieved() {
        Network network = recipe.config().model().build(test.classCount(), 1);
        try (NoGrad noGrad = NoGrad.open()) {
            network.classifier().parameters().values().forEach(weights -> weights.fill_(new Scalar(Double.NaN)));
        }
        RgbImage image = image(0);
        ImageInput input = new ImageInput(
                List.of(),
                image.height(),
                image.width(),
                recipe.config().dataset().statistics(),
                OtherSizes.REFUSED);
        try (ImageClassifier classifier =
                new ImageClassifier(network, test.classNames(), input, Precision.FLOAT32, MemoryLayout.CONTIGUOUS)) {
            assertThatThrownBy(() -> classifier.classifyImages(List.of(image)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "image 0: the network gives no finite numbers for it; train it anew with a lower learning"
                                    + " rate");
        }
    }
}
