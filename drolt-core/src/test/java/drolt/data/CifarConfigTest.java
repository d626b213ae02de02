package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CifarConfigTest {
    @TempDir
    Path root;

    @Test
    void cifar100IsReadFromAboveItsFolderFromItsFolderAndFromItsArchive() throws IOException {
        Map<String, byte[]> files = TinyCifar.cifar100(4, 1);
        Path above = root.resolve("unpacked");
        Path unpacked = above.resolve("cifar-100-binary");
        TinyCifar.write(unpacked, files);
        Path renamed = root.resolve("renamed");
        TinyCifar.write(renamed.resolve("cifar100-binary"), files); // as other programs call it
        Path packed = Files.createDirectories(root.resolve("packed"));
        Path archive = packed.resolve("cifar-100-binary.tar.gz");
        Files.write(archive, TinyCifar.archive("cifar-100-binary", files));

        ImageData expected = cifar100(LongTailProfile.NONE, 1).load(above);
        assertThat(expected.train().size()).isEqualTo(400);
        assertThat(expected.test().size()).isEqualTo(100);
        assertThat(expected.train().classNames())
                .startsWith("class 0", "class 1")
                .hasSize(100);
        for (Path folder : new Path[] {unpacked, renamed, packed, archive}) {
            ImageData actual = cifar100(LongTailProfile.NONE, 1).load(folder);
            assertThat(actual.train().fingerprint()).isEqualTo(expected.train().fingerprint());
            assertThat(actual.test().fingerprint()).isEqualTo(expected.test().fingerprint());
        }
    }

    @Test
    void cifar10IsReadFromItsFiveFilesInOrder() throws IOException {
        Map<String, byte[]> files = TinyCifar.cifar10(2, 3);
        files.put("data_batch_2.bin", TinyCifar.records(9, 10, 37, 1)); // the parts need not be equal
        TinyCifar.write(root.resolve("cifar-10-batches-bin"), files);

        ImageDataset train = cifar10(Normalization.DATASET).load(root).train();

        assertThat(train.size()).isEqualTo(20 + 37 + 3 * 20);
        assertPixelsAre(train, 19, bytes(files, "data_batch_1.bin"), 19, 1);
        assertPixelsAre(train, 20, bytes(files, "data_batch_2.bin"), 0, 1);
        assertPixelsAre(train, 56, bytes(files, "data_batch_2.bin"), 36, 1);
        assertPixelsAre(train, 57, bytes(files, "data_batch_3.bin"), 0, 1);
        assertPixelsAre(train, 116, bytes(files, "data_batch_5.bin"), 19, 1);
        assertThat(train.label(56)).isEqualTo(6);
    }

    @Test
    void planesBecomeInterleavedPixels() throws IOException {
        Map<String, byte[]> files = TinyCifar.cifar100(2, 1);
        TinyCifar.write(root, files);

        ImageData data = cifar100(LongTailProfile.NONE, 1).load(root);

        assertPixelsAre(data.train(), 0, bytes(files, "train.bin"), 0, 2);
        assertPixelsAre(data.train(), 199, bytes(files, "train.bin"), 199, 2);
        assertPixelsAre(data.test(), 42, bytes(files, "test.bin"), 42, 2);
    }

    @Test
    void longTailedSubsetIsInLabelOrderWithTheProfilesCounts() throws IOException {
        TinyCifar.write(root, TinyCifar.cifar100(20, 1));

        ImageDataset train = cifar100(LongTailProfile.EXP, 10).load(root).train();

        assertThat(ClassCounts.of(train)).isEqualTo(LongTailProfile.EXP.counts(20, 10, 100));
        for (int index = 1; index < train.size(); index++) {
            assertThat(train.label(index)).isGreaterThanOrEqualTo(train.label(index - 1));
        }
        assertThat(train.fingerprint())
                .isEqualTo(cifar100(LongTailProfile.EXP, 10).load(root).train().fingerprint());
        ImageDataset other = new Cifar100Config(
                        LongTailProfile.EXP, 10, 1, null, 0, ShotLimits.PAPER, Normalization.DATASET, null)
                .load(root)
                .train();
        assertThat(train.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void indexFileOverridesTheRecipeAndIsFoundInTheDataFolder() throws IOException {
        TinyCifar.write(root, TinyCifar.cifar100(20, 1));
        ImageDataset drawn = cifar100(LongTailProfile.STEP, 4).load(root).train();
        SubsetIndexFile.of(drawn, 4, 0).write(root.resolve("subset.json"));

        ImageDataset read = new Cifar100Config(
                        LongTailProfile.EXP, 10, 7, "subset.json", 0, ShotLimits.PAPER, Normalization.DATASET, null)
                .load(root)
                .train();

        assertThat(read.fingerprint()).isEqualTo(drawn.fingerprint());
    }

    @Test
    void statisticsAreTheDataSetsOrTheReleases() throws IOException {
        TinyCifar.write(root, TinyCifar.cifar10(1, 1));

        PixelStatistics own = cifar10(Normalization.DATASET).load(root).statistics();
        PixelStatistics released = cifar10(Normalization.RELEASED).load(root).statistics();

        assertThat(own.mean()).containsExactly(.4914f, .4822f, .4465f);
        assertThat(own.standardDeviation()).containsExactly(.2470f, .2435f, .2616f);
        assertThat(released.standardDeviation()).containsExactly(.2023f, .1994f, .2010f);
    }

    @Test
    void missingDataNamesTheFolderAndBothWaysToMendIt() {
        assertOneLine(root, root.toString(), "cifar-100-binary.tar.gz", "drolt data download cifar-100", "--data");
        assertOneLine(root.resolve("nowhere"), "nowhere: there is no such folder", "drolt data download cifar-100");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "train.bin, cut, cut short",
        "train.bin, empty, cut short",
        "test.bin, cut, cut short",
        "train.bin, label, label 100 in record 3",
        "test.bin, label, label 100 in record 3",
        "test.bin, gone, missing",
        "fine_label_names.txt, gone, missing",
        "fine_label_names.txt, cut, class names",
        "fine_label_names.txt, empty, 0 class names"
    })
    void brokenFilesAreNamedInFoldersAndArchives(String file, String damage, String expected) throws IOException {
        Map<String, byte[]> files = TinyCifar.cifar100(1, 1);
        damage(files, file, damage);
        TinyCifar.write(root, files);
        assertOneLine(root, file, expected, "drolt data download cifar-100");

        Path archive = root.resolve("a.tar.gz");
        Files.write(archive, TinyCifar.archive("cifar-100-binary", files));
        String inArchive = damage.equals("gone") ? "holds no " + file : expected;
        assertOneLine(archive, "a.tar.gz", file, inArchive, "drolt data download cifar-100");
    }

    @Test
    void truncatedOrForeignArchiveIsNamed() throws IOException {
        byte[] archive = TinyCifar.archive("cifar-100-binary", TinyCifar.cifar100(1, 1));
        Path file = root.resolve("cifar-100-binary.tar.gz");
        Files.write(file, Arrays.copyOf(archive, archive.length / 2));
        assertOneLine(root, "cifar-100-binary.tar.gz", "damaged");

        Files.write(file, "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
        assertOneLine(root, "cifar-100-binary.tar.gz", "damaged");

        Files.write(file, TinyCifar.archive("cifar-10-batches-bin", TinyCifar.cifar10(1, 1)));
        assertOneLine(root, "holds no train.bin", "not CIFAR-100");
    }

    @Test
    void classLeftWithoutImageIsRefused() throws IOException {
        TinyCifar.write(root, TinyCifar.cifar100(5, 1));

        assertThatThrownBy(() -> cifar100(LongTailProfile.EXP, 10).load(root))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("imbalanceFactor")
                .hasMessageContaining("(class 70)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void missingIndexFileNamesBothPlaces() throws IOException {
        TinyCifar.write(root, TinyCifar.cifar100(1, 1));
        DatasetConfig config = new Cifar100Config(
                LongTailProfile.EXP, 100, 0, "none.json", 0, ShotLimits.PAPER, Normalization.DATASET, null);

        assertThatThrownBy(() -> config.load(root))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no none.json, nor " + root.resolve("none.json"));
    }

    @ParameterizedTest(name = "imbalance factor {0}, seed {1}, validation share {2}")
    @CsvSource({
        "0.99, 0, 0, imbalanceFactor",
        "NaN, 0, 0, imbalanceFactor",
        "Infinity, 0, 0, imbalanceFactor",
        "-100, 0, 0, imbalanceFactor",
        "10, -1, 0, subsetSeed",
        "10, 4294967296, 0, subsetSeed",
        "10, 0, 1, validationShare",
        "10, 0, -0.1, validationShare",
        "10, 0, NaN, validationShare"
    })
    void valuesOutOfRangeAreRefusedByKey(double factor, long seed, double share, String key) {
        Consumer<Runnable> refused = construct -> assertThatThrownBy(construct::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
        refused.accept(() -> new Cifar10Config(
                LongTailProfile.EXP, factor, seed, null, share, ShotLimits.PAPER, Normalization.DATASET, null));
        refused.accept(() -> new Cifar100Config(
                LongTailProfile.EXP, factor, seed, null, share, ShotLimits.PAPER, Normalization.DATASET, null));
    }

    @ParameterizedTest
    @CsvSource({"-1, 5, manyAbove", "100, -1, fewBelow", "18, 20, manyAbove"})
    void shotLimitsThatOverlapAreRefused(int manyAbove, int fewBelow, String key) {
        assertThatThrownBy(() -> new ShotLimits(manyAbove, fewBelow))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private static void damage(Map<String, byte[]> files, String file, String damage) {
        byte[] bytes = bytes(files, file);
        switch (damage) {
            case "gone" -> files.remove(file);
            case "cut" -> files.put(file, Arrays.copyOf(bytes, bytes.length - 20));
            case "empty" -> files.put(file, new byte[0]);
            case "label" -> bytes[3 * 3074 + 1] = 100;
            default -> throw new IllegalArgumentException(damage);
        }
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private static void assertOneLine(Path folder, String... parts) {
        assertThatThrownBy(() -> cifar100(LongTailProfile.NONE, 1).load(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("\n")
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }

    private static void assertPixelsAre(ImageDataset dataset, int index, byte[] file, int record, int labelBytes) {
        RgbImage image = new RgbImage();
        dataset.read(index, image);
        assertThat(image.height()).isEqualTo(32);
        assertThat(image.width()).isEqualTo(32);
        int start = record * (3072 + labelBytes) + labelBytes;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(image.pixels()[(y * 32 + x) * 3 + channel])
                            .isEqualTo(file[start + channel * 1024 + y * 32 + x]);
                }
            }
        }
        assertThat(dataset.label(index)).isEqualTo(file[start - 1]);
    }

    private static Cifar100Config cifar100(LongTailProfile profile, double imbalanceFactor) {
        return new Cifar100Config(profile, imbalanceFactor, 0, null, 0, ShotLimits.PAPER, Normalization.DATASET, null);
    }

    private static Cifar10Config cifar10(Normalization normalization) {
        return new Cifar10Config(LongTailProfile.NONE, 1, 0, null, 0, ShotLimits.PAPER, normalization, null);
    }
}
