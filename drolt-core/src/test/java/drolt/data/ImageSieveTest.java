package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.decoding.OddImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSieveTest {
    @TempDir
    private Path data;

    private List<Path> bad;

    @BeforeEach
    void write() throws IOException {
        PhotoTree.write(data, ".", 10, 8);
        byte[] photo = OddImages.photo("jpg");
        byte[] half = new byte[photo.length / 2 + 2]; // whole at both ends, and cut inside
        System.arraycopy(photo, 0, half, 0, half.length - 2);
        System.arraycopy(photo, photo.length - 2, half, half.length - 2, 2);
        bad = List.of(
                Files.write(data.resolve("class0/half.jpg"), half),
                Files.write(data.resolve("class1/empty.png"), new byte[0]));
    }

    private ImageData load(@Nullable BadImageConfig onBadImage) {
        return new ImageFoldersConfig(
                        ".",
                        0.3,
                        null,
                        0,
                        null,
                        0,
                        onBadImage,
                        ShotLimits.PAPER,
                        PhotoNormalization.IMAGENET,
                        null,
                        null)
                .load(data);
    }

    @Test
    void whatIsSkippedMightAsWellNotBeThere() throws IOException {
        ImageData loaded = load(new SkipBadImages(0.2));
        assertThat(loaded.leftOut()).containsExactly("class0/half.jpg", "class1/empty.png");
        assertThat(loaded.train().size() + loaded.test().size()).isEqualTo(18);
        for (Path file : bad) {
            Files.delete(file);
        }
        ImageData without = load(null);
        assertThat(without.leftOut()).isEmpty();
        assertThat(loaded.train().fingerprint()).isEqualTo(without.train().fingerprint());
        assertThat(loaded.test().fingerprint()).isEqualTo(without.test().fingerprint());
    }

    @Test
    void noMoreAreSkippedThanIsAllowed() {
        assertThatThrownBy(() -> load(new SkipBadImages(0.09)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("dataset.onBadImage: 2 of 20 images cannot be used, more than largestShare 0.09"
                        + " allows: " + bad.get(0) + ": is a damaged image (")
                .hasMessageContaining(bad.get(1) + ": is empty; replace them or raise it");
        assertThatThrownBy(() -> new SkipBadImages(0)).hasMessageStartingWith("0.0 must be above 0");
    }

    @Test
    void aClassOfBadImagesAloneIsRefused() throws IOException {
        Files.createDirectories(data.resolve("class2"));
        Files.write(data.resolve("class2/a.jpg"), new byte[5]);
        assertThatThrownBy(() -> load(new SkipBadImages(0.5)))
                .hasMessageEndingWith("no image of class 'class2' can be used; replace them or remove the class");
    }

    @Test
    void withoutItNoneIsSkippedAndARunDoesNotBegin() throws IOException {
        for (BadImageConfig config : new @Nullable BadImageConfig[] {null, new FailOnBadImages()}) {
            ImageData loaded = load(config);
            assertThat(loaded.train().size() + loaded.test().size()).isEqualTo(20);
            assertThatThrownBy(() -> ImageCheck.require(loaded)).hasMessageStartingWith(bad.get(1) + ": is empty");
        }
        Files.delete(bad.get(1));
        byte[] png = OddImages.photo("png");
        java.util.Arrays.fill(png, 60, png.length - 12, (byte) 7);
        Path inside = Files.write(data.resolve("class1/inside.png"), png);
        ImageData loaded = load(null);
        ImageCheck.require(loaded);
        assertThatThrownBy(() -> ImageCheck.requireDecodable(loaded))
                .as("the one that can be read in part is a warning")
                .hasMessageStartingWith(inside + ": is a damaged image (")
                .hasMessageEndingWith("); replace it or take it out of the data set");
    }
}
