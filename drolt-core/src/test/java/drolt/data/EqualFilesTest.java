package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EqualFilesTest {
    @TempDir
    private Path data;

    private ImageData load(@Nullable Double testShare, long seed) {
        return new ImageFoldersConfig(
                        ".",
                        testShare,
                        null,
                        seed,
                        null,
                        0,
                        null,
                        ShotLimits.PAPER,
                        PhotoNormalization.IMAGENET,
                        null,
                        null)
                .load(data);
    }

    private void copy(String from, String to) throws IOException {
        Files.createDirectories(data.resolve(to).getParent());
        Files.copy(data.resolve(from), data.resolve(to));
    }

    private static Set<String> contents(ImageDataset images) {
        Set<String> contents = new HashSet<>();
        IntStream.range(0, images.size())
                .forEach(index -> contents.add(images.content(index).orElseThrow()));
        return contents;
    }

    @Test
    void equalFilesStandOnOneSideOfEveryCut() throws IOException {
        PhotoTree.write(data, ".", 20, 12);
        for (int i = 0; i < 12; i += 2) {
            copy("class0/" + i + (i % 3 == 2 ? ".png" : ".jpg"), "class0/copy" + i + ".jpg");
        }
        copy("class1/0.jpg", "class0/stray.jpg");
        for (int seed = 0; seed < 20; seed++) {
            ImageData loaded = load(0.3, seed);
            Set<String> shared = contents(loaded.train());
            shared.retainAll(contents(loaded.test()));
            assertThat(shared).isEmpty();
            ValidationSplit split = ValidationSplit.of(loaded.train(), 0.3, seed);
            shared = contents(split.train());
            shared.retainAll(contents(split.validation()));
            assertThat(shared).isEmpty();
            assertThat(loaded.test().size()).isBetween(10, 12);
        }
    }

    /** The draw of versions that knew nothing of equal files. */
    @Test
    void whereNoFilesAreEqualTheCutIsWhatItWas() {
        PhotoTree.write(data, ".", 20, 5);
        Random random = new Random(0);
        List<Integer> expected = new ArrayList<>();
        for (int[] first : new int[][] {{0, 20, 4}, {20, 5, 1}}) { // where a class begins, its images, what is taken
            int[] positions = IntStream.range(first[0], first[0] + first[1]).toArray();
            for (int drawn = 0; drawn < first[2]; drawn++) {
                int other = drawn + random.nextInt(positions.length - drawn);
                expected.add(positions[other]);
                positions[other] = positions[drawn];
            }
        }
        assertThat(((SubsetDataset) load(0.2, 0).test()).indices())
                .containsExactlyInAnyOrder(expected.toArray(Integer[]::new));
    }

    @Test
    void equalFilesAreToldWithExamples() throws IOException {
        PhotoTree.write(data, "train", 3, 2);
        copy("train/class0/0.jpg", "test/class0/a.jpg");
        copy("train/class1/1.jpg", "test/class0/b.jpg");
        copy("train/class1/0.jpg", "train/class1/again.jpg");
        EqualFiles equal = EqualFiles.of(load(null, 0));
        assertThat(equal.warnings())
                .containsExactly(
                        "4 files in 2 groups of equal bytes are trained on and measured on, so that accuracy is too high: "
                                + data.resolve("train/class0/0.jpg") + " = " + data.resolve("test/class0/a.jpg") + ", "
                                + data.resolve("train/class1/1.jpg") + " = " + data.resolve("test/class0/b.jpg")
                                + "; keep each on one side",
                        "2 files in 1 group of equal bytes stand under different classes: "
                                + data.resolve("train/class1/1.jpg") + " = " + data.resolve("test/class0/b.jpg")
                                + "; keep each in the class it belongs to");
        assertThat(equal.copies()).isEqualTo(3);
        assertThat(EqualFiles.of(new EmbeddedConfig(4, 1, 1, 1, 0, ShotLimits.PAPER, null, null, null).load(data))
                        .warnings())
                .isEqualTo(List.of());
    }
}
