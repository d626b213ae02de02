package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What normalises is known without the data, and is what the loaded data says. */
class DatasetStatisticsTest {
    private static final List<Double> MEAN = List.of(0.5, 0.25, 0.125);
    private static final List<Double> DEVIATION = List.of(0.1, 0.2, 0.3);

    @TempDir
    private Path root;

    private void assertKnown(DatasetConfig config) {
        assertThat(config.statistics()).isEqualTo(config.load(root).statistics());
    }

    @Test
    void ofGeneratedImages() {
        assertKnown(new EmbeddedConfig(9, 3, 1, 5, 0.3, ShotLimits.PAPER, 4, null, null));
    }

    @ParameterizedTest
    @EnumSource(Normalization.class)
    void ofCifar(Normalization normalization) throws IOException {
        TinyCifar.write(root.resolve("cifar-100-binary"), TinyCifar.cifar100(1, 1));
        TinyCifar.write(root.resolve("cifar-10-batches-bin"), TinyCifar.cifar10(1, 1));
        LongTailProfile none = LongTailProfile.NONE;
        assertKnown(new Cifar100Config(none, 1, 0, null, 0, ShotLimits.PAPER, normalization, null));
        assertKnown(new Cifar10Config(none, 1, 0, null, 0, ShotLimits.PAPER, normalization, null));
    }

    @ParameterizedTest
    @EnumSource(PhotoNormalization.class)
    void ofPhotographs(PhotoNormalization normalization) throws IOException {
        Files.writeString(root.resolve("train.txt"), PhotoTree.write(root, "train", 1, 1));
        Files.writeString(root.resolve("test.txt"), PhotoTree.write(root, "test", 1, 1));
        assertKnown(lists(normalization, null, null));
        assertKnown(lists(normalization, MEAN, DEVIATION));
        assertKnown(folders(normalization, null, null));
        assertKnown(folders(normalization, MEAN, DEVIATION));
        assertThat(folders(normalization, MEAN, DEVIATION).statistics().mean()).containsExactly(0.5f, 0.25f, 0.125f);
    }

    private static DatasetConfig lists(
            PhotoNormalization normalization, @Nullable List<Double> mean, @Nullable List<Double> deviation) {
        return new ImageListsConfig(
                ".",
                "train.txt",
                "test.txt",
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                ShotLimits.PAPER,
                normalization,
                mean,
                deviation);
    }

    private static DatasetConfig folders(
            PhotoNormalization normalization, @Nullable List<Double> mean, @Nullable List<Double> deviation) {
        return new ImageFoldersConfig(
                ".", null, null, 0, null, 0, null, ShotLimits.PAPER, normalization, mean, deviation);
    }
}
