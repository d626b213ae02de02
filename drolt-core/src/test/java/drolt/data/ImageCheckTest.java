package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCheckTest {
    @TempDir
    private Path data;

    private Path photos;

    @BeforeEach
    void writeLists() throws IOException {
        photos = data.resolve("photos");
        Files.writeString(data.resolve("train.txt"), PhotoTree.write(photos, "train", 5, 3));
        Files.writeString(data.resolve("val.txt"), PhotoTree.write(photos, "val", 1, 1));
        Files.writeString(data.resolve("test.txt"), PhotoTree.write(photos, "test", 2, 2));
    }

    private ImageData load() {
        return new ImageListsConfig(
                        "photos",
                        "train.txt",
                        "test.txt",
                        null,
                        null,
                        null,
                        "val.txt",
                        null,
                        0,
                        null,
                        ShotLimits.PAPER,
                        PhotoNormalization.IMAGENET,
                        null,
                        null)
                .load(data);
    }

    private Path empty(String path) throws IOException {
        return Files.write(photos.resolve(path), new byte[0]);
    }

    @Test
    void imagesThatAreWholePass() {
        ImageData images = load();
        assertThatCode(() -> ImageCheck.require(images)).doesNotThrowAnyException();
        assertThat(ImageCheck.decode(images, each -> {})).isEmpty();
    }

    @Test
    void allThatCannotBeUsedAreCountedAndTheFirstThreeNamed() throws IOException {
        Path test = empty("test/class1/1.jpg");
        assertThatThrownBy(() -> ImageCheck.require(load()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(test + ": is empty; replace it or take it out of the data set");
        Path text = Files.writeString(photos.resolve("train/class1/0.jpg"), "<html>");
        Path validation = empty("val/class0/0.jpg");
        assertThatThrownBy(() -> ImageCheck.require(load()))
                .hasMessage(
                        text + ": is no JPEG, PNG, WebP, BMP, GIF or TIFF image, whatever its name says; " + validation
                                + ": is empty; " + test + ": is empty; replace them or take them out of the data set");
        Path first = empty("train/class0/4.jpg");
        empty("test/class0/0.jpg");
        assertThatThrownBy(() -> ImageCheck.require(load()))
                .hasMessageStartingWith(first + ": is empty; " + text)
                .hasMessageEndingWith(
                        validation + ": is empty; and 2 more; replace them or take them out of the data set");
    }

    @Test
    void aSubsetLooksAtItsOwnImagesAlone() throws IOException {
        empty("train/class0/0.jpg");
        ImageDataset train = load().train();
        assertThat(SubsetDataset.of(train, new int[] {1, 0}).fault(0)).isEmpty();
        assertThat(SubsetDataset.of(train, new int[] {1, 0}).fault(1)).isPresent();
        assertThat(SubsetDataset.of(train, new int[] {1}).name(0))
                .isEqualTo(photos.resolve("train/class0/1.jpg").toString());
        assertThat(SubsetDataset.of(train, new int[] {4, 1}).ownSize(1)).hasValue(new ImageSize(40, 44));
    }

    @Test
    void decodingFindsWhatTheEndsDoNotShow() throws IOException {
        Path image = photos.resolve("train/class0/2.png");
        byte[] bytes = Files.readAllBytes(image);
        for (int at = 41; at < bytes.length - 12; at++) {
            bytes[at] = 7;
        }
        Files.write(image, bytes);
        Path test = empty("test/class0/0.jpg");
        AtomicInteger decoded = new AtomicInteger();
        assertThat(ImageCheck.decode(load(), each -> decoded.incrementAndGet()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(photos.resolve("train/class0/2.png") + ": is a damaged image (");
        assertThat(decoded).hasValue(14);
        assertThatThrownBy(() -> ImageCheck.require(load())).hasMessageStartingWith(test + ": is empty; replace it");
    }
}
