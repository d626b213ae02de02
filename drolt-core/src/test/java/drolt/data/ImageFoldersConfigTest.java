package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ImageFoldersConfigTest {
    @TempDir
    private Path data;

    private static ImageFoldersConfig config(@Nullable Double testShare, long splitSeed) {
        return new ImageFoldersConfig(
                ".",
                testShare,
                null,
                splitSeed,
                null,
                0,
                null,
                ShotLimits.PAPER,
                PhotoNormalization.IMAGENET,
                null,
                null);
    }

    private void assertRefused(@Nullable Double testShare, String message) {
        assertThatThrownBy(() -> config(testShare, 0).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    private void empty(String path) throws IOException {
        Files.createDirectories(data.resolve(path).getParent());
        Files.write(data.resolve(path), new byte[7]);
    }

    @Test
    void classesAreFoldersInTheOrderOfTheirNames() throws IOException {
        for (String image : List.of(
                "train/owl/b.JPG",
                "train/owl/a.png",
                "train/Cat/x.jpeg",
                "train/Cat/deep/er/a.webp",
                "test/owl/1.gif",
                "test/Cat/1.bmp")) {
            empty(image);
        }
        ImageData loaded = config(null, 0).load(data);
        assertThat(loaded.train().classNames()).containsExactly("Cat", "owl");
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(2, 2));
        assertThat(ClassCounts.of(loaded.test())).isEqualTo(ClassCounts.of(1, 1));
        assertThat(config(null, 0).draw()).isEmpty();
    }

    @Test
    void imagesAreRead() {
        PhotoTree.write(data, "train", 3, 1);
        PhotoTree.write(data, "test", 1, 1);
        RgbImage image = new RgbImage();
        config(null, 0).load(data).train().read(3, image);
        assertThat(image.height()).isEqualTo(34);
        assertThat(image.width()).isEqualTo(33);
    }

    @Test
    void whatIsNoImageIsLeftOutAndCountedInOneWarning() throws IOException {
        PhotoTree.write(data, "train", 2, 1);
        PhotoTree.write(data, "test", 1, 1);
        for (String other : List.of(
                "train/class0/.hidden.jpg",
                "train/class1/notes.txt",
                "train/Thumbs.db",
                "train/.cache/a.jpg",
                "test/class0/.more/a.jpg")) {
            empty(other);
        }
        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith(data + ": left out 5 entries, hidden or no image; for example ");
    }

    /** Those of loading three training images. */
    private List<String> warnings() {
        Logger log = (Logger) LoggerFactory.getLogger(ImageFoldersConfig.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            assertThat(config(null, 0).load(data).train().size()).isEqualTo(3);
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void imagesBesideTrainAndTestAreNotReadAndAWarningSaysSo() {
        PhotoTree.write(data, "train", 2, 1);
        PhotoTree.write(data, "test", 1, 1);
        PhotoTree.write(data, "more", 1, 1);
        assertThat(warnings()).containsExactly(data.resolve("more") + ": not read, as it stands beside train and test");
    }

    @Test
    void aShareIsCutOffForTheTestClassByClass() {
        PhotoTree.write(data, ".", 20, 5, 2, 1);
        ImageData loaded = config(0.2, 0).load(data);
        assertThat(ClassCounts.of(loaded.test())).isEqualTo(ClassCounts.of(4, 1, 0, 0));
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(16, 4, 2, 1));
        assertThat(config(0.2, 0).load(data).test().fingerprint())
                .isEqualTo(loaded.test().fingerprint());
        assertThat(config(0.2, 1).load(data).test().fingerprint())
                .isNotEqualTo(loaded.test().fingerprint());
    }

    @Test
    void theShareIsAlsoCutOffAFolderNamedTrain() {
        PhotoTree.write(data, "train", 5, 5);
        assertThat(config(0.4, 0).load(data).test().size()).isEqualTo(4);
        assertThat(config(0.4, 0).load(data).train().classNames()).containsExactly("class0", "class1");
    }

    @Test
    void theFingerprintDoesNotDependOnWhereTheFolderLies(@TempDir Path elsewhere) {
        PhotoTree.write(data, "train", 5, 2);
        PhotoTree.write(elsewhere, "train", 5, 2);
        assertThat(config(0.4, 0).load(data).train().fingerprint())
                .isEqualTo(config(0.4, 0).load(elsewhere).train().fingerprint());
    }

    @Test
    void aClassInOneFolderOnly() throws IOException {
        PhotoTree.write(data, "train", 1, 1);
        PhotoTree.write(data, "test", 1);
        assertThat(ClassCounts.of(config(null, 0).load(data).test())).isEqualTo(ClassCounts.of(1, 0));
        PhotoTree.write(data, "test", 1, 1, 1);
        assertRefused(null, data.resolve("train") + ": has no folder 'class2', as " + data.resolve("test") + " has");
    }

    @Test
    void aClassWithoutImages() throws IOException {
        PhotoTree.write(data, "train", 1, 1);
        PhotoTree.write(data, "test", 1, 1);
        empty("train/class2/notes.txt");
        empty("test/class2/a.jpg");
        assertRefused(
                null, data.resolve("train/class2") + ": holds no image (jpg, jpeg, png, webp, bmp, gif, tif, tiff)");
    }

    @Test
    void testFolderAndShareAreOneOrTheOther() throws IOException {
        PhotoTree.write(data, "train", 2, 2);
        assertRefused(null, data.resolve("test") + ": there is no such folder; make it, or let dataset.testShare");
        assertRefused(0.01, "dataset.testShare: 0.01 cuts no image off any class");
        PhotoTree.write(data, "test", 1, 1);
        assertRefused(0.2, "dataset.testShare: 0.2 must be null, as there is a folder " + data.resolve("test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "test"})
    void whereAShareIsCutOffNoClassMayBeCalledTrainOrTest(String reserved) {
        PhotoTree.write(data, ".", 2, 2);
        PhotoTree.write(data.resolve(reserved + "/a.jpg"), 2, 33, 33);
        PhotoTree.write(data.resolve(reserved + "/deep/b.jpg"), 2, 33, 33);
        assertRefused(
                0.5,
                data.resolve(reserved) + ": stands beside 'class0', and where dataset.testShare is set no class may be"
                        + " called train or test; rename it");
    }

    @Test
    void aFolderWithoutImagesBesideTrainIsNoClass() throws IOException {
        PhotoTree.write(data, "train", 4, 4);
        empty("notes/readme.txt");
        empty("more/.hidden/a.jpg");
        assertThat(config(0.5, 0).load(data).train().classNames()).containsExactly("class0", "class1");
        empty("more/b.jpg");
        assertRefused(
                0.5,
                data.resolve("train")
                        + ": stands beside 'more', and where dataset.testShare is set no class may be called"
                        + " train or test; rename it if it is a class, or set dataset.folder to "
                        + Path.of(".", "train") + " if it holds the classes");
    }

    @Test
    void aSingleClassIsRefused() {
        PhotoTree.write(data, "photos", 4);
        assertRefused(0.5, data + ": has one class, 'photos': nothing to tell apart; dataset.folder must be ");
        PhotoTree.write(data, "train", 4);
        PhotoTree.write(data, "test", 4);
        assertRefused(null, data.resolve("train") + ": has one class, 'class0': nothing to tell apart");
    }

    @Test
    void aShareThatIsTooSmallIsNotOfferedAgain() {
        PhotoTree.write(data, ".", 2, 1);
        assertRefused(
                0.2,
                "dataset.testShare: 0.2 cuts no image off any class; take a larger share, for example 0.5, or make"
                        + " folders train and test");
    }

    @Test
    void noShareCutsAnythingOffClassesOfOneImage() {
        PhotoTree.write(data, ".", 1, 1);
        assertRefused(
                0.9,
                "dataset.testShare: 0.9 cuts no image off any class, as every class has one image; put more in, or make"
                        + " folders train and test");
    }

    @Test
    void noFolderAtAll() throws IOException {
        assertRefused(0.2, data + ": holds no folder of a class");
        Path data = this.data.resolve("nowhere");
        assertThatThrownBy(() -> config(0.2, 0).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(data + ": there is no such folder");
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        for (double share : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> config(share, 0))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refusal -> assertThat(refusal.key()).isEqualTo("testShare"));
        }
    }

    @Test
    void foldersOfSplitsAreKnownInCapitalsAndByTheirOtherNames() {
        PhotoTree.write(data, "TRAIN", 3, 2);
        PhotoTree.write(data, "Test", 1, 1);
        PhotoTree.write(data, "Valid", 0, 1);
        ImageData loaded = config(null, 0).load(data);
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(3, 2));
        assertThat(loaded.validation()).isNotNull();
        assertThat(ClassCounts.of(loaded.validation())).isEqualTo(ClassCounts.of(0, 1));
        PhotoTree.write(data, "val", 1, 1);
        assertRefused(null, data + ": holds the folders 'Valid' and 'val', which mean the same; rename or remove one");
    }

    @Test
    void aFolderForValidationStandsBesideACutToo() {
        PhotoTree.write(data, "train", 4, 4);
        PhotoTree.write(data, "val", 2, 1);
        ImageData loaded = config(0.5, 0).load(data);
        assertThat(loaded.test().size()).isEqualTo(4);
        assertThat(loaded.validation()).isNotNull();
        assertThat(loaded.validation().size()).isEqualTo(3);
        assertThatThrownBy(() -> new ImageFoldersConfig(
                                ".",
                                0.5,
                                null,
                                0,
                                null,
                                0.1,
                                null,
                                ShotLimits.PAPER,
                                PhotoNormalization.IMAGENET,
                                null,
                                null)
                        .load(data))
                .hasMessage("dataset.validationShare: 0.1 must be 0, as there is a folder " + data.resolve("val")
                        + "; remove one of the two");
    }

    @Test
    void whatIsLeftOutIsNamedAsWhatItIs() throws IOException {
        PhotoTree.write(data, "train", 2, 1);
        PhotoTree.write(data, "test", 1, 1);
        empty("train/__MACOSX/class0/a.jpg");
        empty("train/class0/a.HEIC");
        empty("train/beside.jpg");
        Files.createSymbolicLink(data.resolve("train/class1/gone.jpg"), data.resolve("nowhere.jpg"));
        assertThat(warnings())
                .containsExactlyInAnyOrder(
                        data + ": left out one entry, hidden or no image; for example train/__MACOSX",
                        data + ": left out one entry: HEIC images, which are not read; convert them to JPEG or PNG; for"
                                + " example train/class0/a.HEIC",
                        data + ": left out one entry: images beside the folders of the classes, so that nothing tells"
                                + " their class; for example train/beside.jpg",
                        data + ": left out one entry: links that lead nowhere; for example train/class1/gone.jpg");
    }

    @Test
    void equallyManyOfEachClassAreCutOffForTheTest() {
        PhotoTree.write(data, ".", 20, 8, 3, 1);
        ImageData loaded = perClass(4).load(data);
        assertThat(ClassCounts.of(loaded.test())).isEqualTo(ClassCounts.of(4, 4, 1, 0));
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(16, 4, 2, 1));
        assertThat(perClass(4).load(data).test().fingerprint())
                .isEqualTo(loaded.test().fingerprint());
        assertThatThrownBy(() -> perClass(0)).hasMessageStartingWith("0 must be at least 1");
    }

    private static ImageFoldersConfig perClass(int images) {
        return new ImageFoldersConfig(
                ".", null, images, 0, null, 0, null, ShotLimits.PAPER, PhotoNormalization.IMAGENET, null, null);
    }
}
