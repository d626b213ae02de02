package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageListsConfigTest {
    @TempDir
    private Path data;

    private String train;
    private String test;

    @BeforeEach
    void writeImages() throws IOException {
        train = PhotoTree.write(data.resolve("photos"), "train", 4, 2, 1);
        test = PhotoTree.write(data.resolve("photos"), "val", 1, 1, 1);
        Files.writeString(data.resolve("train.txt"), train);
        Files.writeString(data.resolve("test.txt"), test);
    }

    private static ImageListsConfig config(@Nullable String validationList, @Nullable String classNames) {
        return new ImageListsConfig(
                "photos",
                "train.txt",
                "test.txt",
                null,
                null,
                null,
                validationList,
                classNames,
                0,
                null,
                ShotLimits.PAPER,
                PhotoNormalization.IMAGENET,
                null,
                null);
    }

    private void assertRefused(String beginning, String end) {
        assertThatThrownBy(() -> config(null, null).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(data.resolve(beginning).toString())
                .hasMessageContaining(end)
                .hasMessageNotContaining("\n");
    }

    @Test
    void imagesComeInTheListsOrderAndInTheirOwnSizes() {
        ImageData loaded = config(null, null).load(data);
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(4, 2, 1));
        assertThat(ClassCounts.of(loaded.test())).isEqualTo(ClassCounts.of(1, 1, 1));
        assertThat(loaded.train().classNames()).containsExactly("0", "1", "2");
        assertThat(loaded.validation()).isNull();
        assertThat(loaded.statistics().mean()).containsExactly(.485f, .456f, .406f);
        RgbImage image = new RgbImage();
        loaded.train().read(1, image);
        assertThat(image.height()).isEqualTo(40);
        assertThat(image.width()).isEqualTo(44);
        loaded.train().read(4, image); // class 1: red is bright, blue is not
        assertThat(image.height()).isEqualTo(34);
        assertThat(image.pixels()[0] & 0xff).isGreaterThan(150);
        assertThat(image.pixels()[2] & 0xff).isLessThan(140);
    }

    @Test
    void listsMayLieBesideTheImagesAndNamesInAFile() throws IOException {
        Files.move(data.resolve("train.txt"), data.resolve("photos/train.txt"));
        Files.writeString(data.resolve("names.txt"), "cat\ngreat dane\nowl\n");
        Files.writeString(data.resolve("validation.txt"), "train/class0/0.jpg 0\n");
        Files.writeString(data.resolve("photos/train.txt"), train.replace("train/class0/0.jpg 0\n", ""));
        ImageData loaded = config("validation.txt", "names.txt").load(data);
        assertThat(loaded.train().classNames()).containsExactly("cat", "great dane", "owl");
        assertThat(loaded.train().size()).isEqualTo(6);
        assertThat(loaded.validation().size()).isEqualTo(1);
        assertThat(config("validation.txt", "names.txt").hasValidation()).isTrue();
        assertThat(config(null, null).hasValidation()).isFalse();
    }

    @Test
    void theFingerprintKnowsPathsLabelsAndSizesAndDecodesNothing() throws IOException {
        String before = config(null, null).load(data).train().fingerprint();
        assertThat(config(null, null).load(data).train().fingerprint()).isEqualTo(before);
        Path image = data.resolve("photos/train/class0/0.jpg");
        byte[] bytes = Files.readAllBytes(image);
        Files.write(image, new byte[bytes.length]); // nothing that could be decoded
        assertThat(config(null, null).load(data).train().fingerprint()).isEqualTo(before);
        Files.write(image, new byte[bytes.length + 1]);
        assertThat(config(null, null).load(data).train().fingerprint()).isNotEqualTo(before);
        Files.write(image, bytes);
        Files.writeString(data.resolve("train.txt"), train.replace("train/class0/1.jpg 0", "train/class0/1.jpg 1"));
        assertThat(config(null, null).load(data).train().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aSubsetsFingerprintDecodesNothingEither() throws IOException {
        ImageDataset all = config(null, null).load(data).train();
        Files.write(data.resolve("photos/train/class0/0.jpg"), new byte[0]);
        String some = SubsetDataset.of(all, new int[] {0, 2}).fingerprint();
        assertThat(some).isNotEqualTo(all.fingerprint());
        assertThat(some).isNotEqualTo(SubsetDataset.of(all, new int[] {2, 0}).fingerprint());
        assertThat(SubsetDataset.of(all, new int[] {0, 1, 2, 3, 4, 5, 6}).fingerprint())
                .isEqualTo(all.fingerprint());
    }

    @Test
    void aMissingImageIsNamedWithItsLine() throws IOException {
        Files.delete(data.resolve("photos/train/class1/0.jpg"));
        assertRefused("train.txt:5: there is no image 'train/class1/0.jpg' in ", "correct the list");
        Files.delete(data.resolve("photos/train/class1/1.jpg"));
        assertRefused("train.txt:5: ", "(2 of 7 are missing)");
    }

    @Test
    void aFolderIsNoImage() throws IOException {
        Files.writeString(data.resolve("train.txt"), train.replace("train/class2/0.jpg", "train/class2"));
        assertRefused("train.txt:7: there is no image 'train/class2'", "");
    }

    @Test
    void aClassWithoutTrainingImage() throws IOException {
        Files.writeString(data.resolve("train.txt"), train.replace(" 1\n", " 0\n"));
        assertRefused("train.txt: names no image of class 1 (1)", "every class needs a training image");
    }

    @Test
    void aLabelThatIsNoClass() throws IOException {
        Files.writeString(data.resolve("test.txt"), test.replace("class2/0.jpg 2", "class2/0.jpg 3"));
        assertRefused("test.txt:3: label 3 is outside 0..2, the classes of ", "train.txt");
    }

    @Test
    void aLabelThatCannotBeAClass() throws IOException {
        Files.writeString(data.resolve("train.txt"), train.replace("class2/0.jpg 2", "class2/0.jpg 999999999"));
        assertRefused("train.txt:7: label 999999999 is too large", "the list names 7");
    }

    @Test
    void anImageForTrainingAndTest() throws IOException {
        Files.writeString(data.resolve("test.txt"), test + "train/class0/2.png 0\n");
        assertRefused("test.txt:4: 'train/class0/2.png' stands in line 3 of ", "in one of the lists only");
    }

    @Test
    void aSingleClassIsRefused() throws IOException {
        for (String list : List.of("train.txt", "test.txt")) {
            Path file = data.resolve(list);
            Files.writeString(file, Files.readString(file).replaceAll(" [12]\n", " 0\n"));
        }
        assertRefused(
                "train.txt", ": has one class, '0': nothing to tell apart; a list needs the labels 0 and 1 at least");
    }

    @Test
    void classNamesThatDoNotFit() throws IOException {
        Path names = data.resolve("names.txt");
        Files.writeString(names, "cat\ndog\n");
        assertThatThrownBy(() -> config(null, "names.txt").load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessage(data.resolve("train.txt") + ":7: label 2 is outside 0..1, the classes of names.txt");
        Files.writeString(names, "cat\ndog\ncat\n");
        assertThatThrownBy(() -> config(null, "names.txt").load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(names + ":3: 'cat' stands there twice");
        Files.writeString(names, "cat\ndog\nowl\nbat\n");
        assertThatThrownBy(() -> config(null, "names.txt").load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(data.resolve("train.txt") + ": names no image of class 3 (bat)");
    }

    @Test
    void missingFoldersAndLists() throws IOException {
        Files.delete(data.resolve("test.txt"));
        assertThatThrownBy(() -> config(null, null).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessage("dataset.testList: there is no file test.txt, nor " + data.resolve("test.txt") + ", nor "
                        + data.resolve("photos/test.txt") + "; correct the path");
        assertThatThrownBy(() -> config(null, null).load(data.resolve("elsewhere")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        data.resolve("elsewhere/photos") + ": there is no such folder; say with --data");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        List<Double> fine = List.of(0.5, 0.5, 0.5);
        assertRefusedValue("trainList", " ", null, 0, null, null);
        assertRefusedValue("validationShare", "train.txt", "validation.txt", 0.1, null, null);
        assertRefusedValue("validationShare", "train.txt", null, 1, null, null);
        assertRefusedValue("mean", "train.txt", null, 0, fine, null);
        assertRefusedValue("standardDeviation", "train.txt", null, 0, null, fine);
        assertRefusedValue("mean", "train.txt", null, 0, List.of(0.5, 0.5), fine);
        assertRefusedValue("mean", "train.txt", null, 0, List.of(0.5, 0.5, Double.NaN), fine);
        assertRefusedValue("mean", "train.txt", null, 0, List.of(0.5, 0.5, 124.0), fine);
        assertRefusedValue("standardDeviation", "train.txt", null, 0, fine, List.of(0.5, 0.5, 0.0));
    }

    private static void assertRefusedValue(
            String key,
            String trainList,
            @Nullable String validationList,
            double validationShare,
            @Nullable List<Double> mean,
            @Nullable List<Double> deviation) {
        assertThatThrownBy(() -> new ImageListsConfig(
                        ".",
                        trainList,
                        "test.txt",
                        null,
                        null,
                        null,
                        validationList,
                        null,
                        validationShare,
                        null,
                        ShotLimits.PAPER,
                        PhotoNormalization.INATURALIST,
                        mean,
                        deviation))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aPathThatLeavesTheFolderIsRefused() throws IOException {
        Files.writeString(data.resolve("train.txt"), train + "train/../../secret.jpg 0\n");
        assertRefused(
                "train.txt:8",
                "'train/../../secret.jpg' leads out of the images' folder, dataset.folder; name it there");
    }

    @Test
    void aTestImageDoesNotComeIntoTrainingByAnotherPathOrALink() throws IOException {
        Files.writeString(data.resolve("train.txt"), train + "train/../val/class0/0.jpg 0\n");
        String end = "is the file 'train/../val/class0/0.jpg' of line 8 of " + data.resolve("train.txt")
                + ", too; an image may be in one of the lists only";
        assertRefused("test.txt:1: 'val/class0/0.jpg'", end);
        Files.createSymbolicLink(data.resolve("photos/train/link.jpg"), data.resolve("photos/val/class0/0.jpg"));
        Files.writeString(data.resolve("train.txt"), train + "train/link.jpg 0\n");
        assertRefused("test.txt:1: 'val/class0/0.jpg'", "is the file 'train/link.jpg' of line 8");
    }

    @Test
    void aTestIsCutOffTheTrainingListWhereThereIsNone() throws IOException {
        ImageData loaded = cut(2, null).load(data);
        assertThat(ClassCounts.of(loaded.test())).isEqualTo(ClassCounts.of(2, 1, 0));
        assertThat(ClassCounts.of(loaded.train())).isEqualTo(ClassCounts.of(2, 1, 1));
        assertThat(cut(2, 0L).load(data).test().fingerprint())
                .isEqualTo(loaded.test().fingerprint());
        assertThatThrownBy(() -> cut(null, null))
                .hasMessageStartingWith("null says nothing: name a list of test images");
        assertThatThrownBy(() -> cut(null, 1L)).hasMessageContaining("name a list of test images");
    }

    private static ImageListsConfig cut(@Nullable Integer testPerClass, @Nullable Long splitSeed) {
        return new ImageListsConfig(
                "photos",
                "train.txt",
                null,
                null,
                testPerClass,
                splitSeed,
                null,
                null,
                0,
                null,
                ShotLimits.PAPER,
                PhotoNormalization.IMAGENET,
                null,
                null);
    }
}
