package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileGroupsTest {
    private static final String ANIMAL = "([^/_]+)_[^/]*$";

    @TempDir
    private Path data;

    private ImageFoldersConfig config(@Nullable Double testShare, @Nullable String groupBy) {
        return new ImageFoldersConfig(
                ".", testShare, null, 5, groupBy, 0, null, ShotLimits.PAPER, PhotoNormalization.IMAGENET, null, null);
    }

    private void write(String path) throws IOException {
        Files.createDirectories(data.resolve(path).getParent());
        Files.write(data.resolve(path), new byte[path.hashCode() & 1023]);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void noAnimalOfAFolderIsTrainedOnAndTestedOnOrValidatedOn(long seed) throws IOException {
        for (int animal = 0; animal < 12; animal++) {
            for (int i = 0; i <= animal % 4; i++) {
                write((animal % 2 == 0 ? "cat/" : "owl/in/") + "a" + animal + "_" + i + ".jpg");
                write("dog/a" + animal + "_dog" + i + ".jpg"); // a group over two classes
            }
        }
        ImageData loaded = config(0.25, ANIMAL).load(data);
        ValidationSplit split = ValidationSplit.of(loaded.train(), 0.2, seed);
        Map<String, ImageDataset> parts = new HashMap<>();
        int images = 0;
        for (ImageDataset part : new ImageDataset[] {split.train(), split.validation(), loaded.test()}) {
            assertThat(part.size()).isPositive();
            images += part.size();
            for (int index = 0; index < part.size(); index++) {
                String name =
                        data.relativize(Path.of(part.name(index))).getFileName().toString();
                String animal = name.substring(0, name.indexOf('_'));
                assertThat(part.group(index)).contains(animal);
                assertThat(parts.computeIfAbsent(animal, any -> part))
                        .as(animal)
                        .isSameAs(part);
            }
        }
        assertThat(images).isEqualTo(60);
    }

    @Test
    void foldersOfTheUsersOwnThatPartAGroupAreALine() throws IOException {
        for (String path : new String[] {"train/cat/p1_1.jpg", "train/owl/p2_1.jpg", "test/cat/p1_2.jpg"}) {
            write(path);
        }
        assertThat(config(null, null).load(data).test().size()).isOne();
        assertThatThrownBy(() -> config(null, ANIMAL).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessage("dataset.groupBy: puts " + data.resolve("train/cat/p1_1.jpg") + " and "
                        + data.resolve("test/cat/p1_2.jpg")
                        + " into group 'p1', and they are in different splits; keep a group's images in one");
    }

    @Test
    void anExpressionThatFindsNothingOrTooLittleIsALine() throws IOException {
        for (String path : new String[] {"cat/p1_1.jpg", "cat/p1_2.jpg", "owl/p1_3.jpg", "owl/p1_4.jpg"}) {
            write(path);
        }
        assertThatThrownBy(() -> config(0.5, "(x)").load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessage("dataset.groupBy: '(x)' finds no group in any of 4 paths, the first of which is"
                        + " 'cat/p1_1.jpg'; correct the expression");
        assertThatThrownBy(() -> config(0.5, ANIMAL).load(data))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "dataset.groupBy: puts 4 images into one group, too few for training and test, as a group stays");
    }

    @ParameterizedTest
    @CsvSource({"[a, must be a regular expression (Unclosed character class)", "abc, must have parentheses around"})
    void whatIsNoExpressionWithAGroupIsRefused(String expression, String message) {
        assertThatThrownBy(() -> config(0.5, expression))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
