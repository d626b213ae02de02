package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageTableConfigTest {
    private static final int FILES = 60;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("img"));
        for (int at = 0; at < FILES; at++) {
            Files.write(folder.resolve("img/" + at + ".jpg"), new byte[at]);
        }
    }

    private static ImageTableConfig config(@Nullable String root, @Nullable Double share, @Nullable Integer each) {
        return config("t.csv", root, share, each, 0);
    }

    private static ImageTableConfig config(
            String file, @Nullable String root, @Nullable Double share, @Nullable Integer each, double validation) {
        return new ImageTableConfig(
                file,
                root,
                "path",
                "label",
                null,
                null,
                share,
                each,
                3,
                validation,
                null,
                ShotLimits.PAPER,
                PhotoNormalization.IMAGENET,
                null,
                null);
    }

    private static ImageData load(List<String> lines, ImageTableConfig config) {
        try {
            Files.write(folder.resolve("t.csv"), lines);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return config.load(folder);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfLinesMeansNothingEveryImageIsThereOnceAndNoGroupStraddles(long seed) {
        Random random = new Random(seed);
        boolean splits = random.nextBoolean();
        List<String> lines = new ArrayList<>();
        Map<String, String> groups = new HashMap<>();
        int groupCount = 12 + random.nextInt(20);
        for (int at = 0; at < FILES; at++) {
            if (at < 6 || random.nextInt(5) > 0) {
                int group = at < 6 ? at : random.nextInt(groupCount);
                String path = "img/" + at + ".jpg";
                groups.put(path, "g" + group);
                // each class has its training image, and a group's split is its own
                String split = List.of("train", "TRAIN", "val", "Test").get(at < 3 ? 0 : group % 4);
                String label = String.valueOf(at < 3 ? at * 5 : random.nextInt(3) * 5);
                lines.add(written(path, random) + ',' + label + (splits && group >= 3 ? ',' + split : ",train") + ",g"
                        + group);
            }
        }
        if (splits) {
            lines.set(3, lines.get(3).replaceFirst(",(train|TRAIN|val|Test),", ",test,"));
        }
        if (splits
                && lines.stream()
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(",test,"))) {
            return;
        }
        String header = splits ? "path,label,split,group" : "path,label,any,group";
        ImageTableConfig config = splits
                ? config(null, null, null)
                : random.nextBoolean() ? config(null, 0.2, null) : config(null, null, 2);
        lines.add(0, header);
        ImageData data;
        try {
            data = load(lines, config);
        } catch (ConfigException e) {
            assertThat(splits).as(e.getMessage()).isTrue(); // line 5 said otherwise before it was changed
            assertThat(e).hasMessageContaining("column 'group': 'g");
            return;
        }
        assertThat(data.train().classNames()).as("in the order of numbers").containsExactly("0", "5", "10");

        TreeSet<String> seen = new TreeSet<>();
        Map<String, Integer> parts = new HashMap<>();
        for (int part = 0; part < data.parts().size(); part++) {
            ImageDataset images = data.parts().get(part);
            for (int index = 0; index < images.size(); index++) {
                String path = images.file(index).orElseThrow();
                assertThat(seen.add(path)).as(path).isTrue();
                String group = images.group(index).orElseThrow();
                assertThat(group).isEqualTo(groups.get(path));
                assertThat(parts.merge(group, part, (one, other) -> one))
                        .as(group)
                        .isEqualTo(part);
            }
        }
        assertThat(seen).isEqualTo(new TreeSet<>(groups.keySet()));

        Collections.shuffle(lines.subList(1, lines.size()), random);
        ImageData again = load(lines, config);
        for (int part = 0; part < data.parts().size(); part++) {
            assertThat(again.parts().get(part).fingerprint())
                    .isEqualTo(data.parts().get(part).fingerprint());
        }
    }

    /** One of the ways to write a path. */
    private static String written(String path, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> folder.resolve(path).toString();
            case 1 -> "img/../" + path;
            case 2 -> '"' + path + '"';
            default -> path;
        };
    }

    @Test
    void aTableThatNamesTheImagesOfFoldersIsTheSameDataSet(@TempDir Path photos) throws IOException {
        String lines = PhotoTree.write(photos, "train", 5, 3) + PhotoTree.write(photos, "test", 2, 1);
        String table = lines.replaceAll("(?m)^(\\w+)(.*) ([0-9])$", "class$3,$1,$1$2");
        Files.writeString(photos.resolve("t.csv"), "label,split,path\n" + table);

        ImageData named = config(null, null, null).load(photos);

        ImageData found = new ImageFoldersConfig(
                        ".", null, null, 0, null, 0, null, ShotLimits.PAPER, PhotoNormalization.IMAGENET, null, null)
                .load(photos);
        assertThat(named.train().fingerprint()).isEqualTo(found.train().fingerprint());
        assertThat(named.test().fingerprint()).isEqualTo(found.test().fingerprint());
        assertThat(named.validation()).isNull();
        RgbImage image = new RgbImage();
        named.train().read(0, image);
        assertThat(image.height()).isEqualTo(33);
    }

    @Test
    void pathsBeginAtTheRootThatIsNamed(@TempDir Path other) throws IOException {
        Files.write(other.resolve("t.csv"), List.of("path,label", "7.jpg,a", "8.jpg,b", "9.jpg,a"));
        ImageTableConfig config = config(other.resolve("t.csv").toString(), "img", 0.4, null, 0);
        ImageData data = config.load(folder);
        assertThat(data.train().size() + data.test().size()).isEqualTo(3);
        assertThat(data.train().name(0)).startsWith(folder.resolve("img").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    img/1.jpg,a;img/no.jpg,b                 | :3: column 'path': there is no image 'img/no.jpg' in
                    no,a;img,b                               | :2: column 'path': there is no image 'no' in
                    img/1.jpg,a;img/../img/1.jpg,a           | :3: column 'path': 'img/../img/1.jpg' stands in line 2, too; an image may be named once
                    img/2.jpg,b;img/1.jpg,a;img/2.jpg,a      | :4: column 'path': 'img/2.jpg' stands in line 2, too, with another label; an image
                    img/1.jpg,a;img/2.jpg,a                  | : column 'label': has one class, 'a': nothing to tell apart
                    """)
    void mistakesAreToldWithFileLineAndColumn(String lines, String message) {
        assertRefused("path,label;" + lines, config(null, 0.3, null), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    img/1.jpg,a,train,;img/2.jpg,b,val,         | : column 'split': no line says test; name test images there, or let dataset.testShare
                    img/1.jpg,a,test,;img/2.jpg,b,val,          | : column 'split': no line says train; name images to train on
                    img/1.jpg,a,train,;img/2.jpg,b,train,;img/3.jpg,c,TEST, | :4: column 'label': 'c' has no training image; every class needs one
                    img/1.jpg,a,train,x;img/2.jpg,b,train,y;img/3.jpg,a,Test,x | :4: column 'group': 'x' is in test, and in line 2 in train; a group stays in one split
                    """)
    void splitsThatMakeNoSenseAreALine(String lines, String message) {
        assertRefused("path,label,split,group;" + lines, config(null, null, null), message);
    }

    @Test
    void aTableWithATestIsNotCut() {
        String lines = "path,label,split;img/1.jpg,a,train;img/2.jpg,b,train;img/3.jpg,a,test;img/4.jpg,a,val";
        assertRefusedAsWhole(lines, config(null, 0.2, null), "dataset.testShare: 0.2 must be null, as ");
        assertRefusedAsWhole(lines, config(null, null, 5), "dataset.testPerClass: 5 must be null, as ");
        assertRefusedAsWhole(
                lines, config("t.csv", null, null, null, 0.1), "dataset.validationShare: 0.1 must be 0, as ");
        assertRefused("path,label;img/1.jpg,a", config(null, null, null), ": has no column 'split'; name test images");
    }

    @Test
    void fewerGroupsThanSplitsAreALine() {
        String lines = "path,label,group;img/1.jpg,a,g;img/2.jpg,b,g;img/3.jpg,a,h;img/4.jpg,b,h";
        assertRefused(
                lines,
                config("t.csv", null, 0.3, null, 0.2),
                ": column 'group' puts 4 images into 2 groups, too few for training, validation and test");
        assertThat(load(List.of(lines.split(";")), config("t.csv", null, 0.3, null, 0))
                        .test()
                        .size())
                .isEqualTo(2);
    }

    private static void assertRefused(String lines, ImageTableConfig config, String message) {
        assertRefusedAsWhole(lines, config, folder.resolve("t.csv") + message);
    }

    private static void assertRefusedAsWhole(String lines, ImageTableConfig config, String message) {
        assertThatThrownBy(() -> load(List.of(lines.split(";")), config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTableThatIsNotThereIsALine() {
        assertThatThrownBy(() -> config("gone.csv", null, 0.2, null, 0).load(folder))
                .isInstanceOf(MissingDataException.class)
                .hasMessage("dataset.file: there is no file gone.csv, nor " + folder.resolve("gone.csv")
                        + "; correct the path");
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> config(null, 1.0, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> config(null, 0.2, 5)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> config(null, null, 0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> config(" ", null, 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> config("t.csv", null, null, null, 1)).isInstanceOf(InvalidValueException.class);
    }
}
