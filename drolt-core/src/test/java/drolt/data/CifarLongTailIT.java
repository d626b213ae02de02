package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real CIFAR-100 against the index files of the released programs. */
class CifarLongTailIT {
    @ParameterizedTest(name = "imbalance factor {0}: {1} images")
    @CsvSource({"10, 19573", "50, 12608", "100, 10847"})
    void drawReproducesTheReleasedSubset(int factor, int size, @TempDir Path folder) throws IOException {
        Path data = SharedData.path("cifar100-binary");
        Path indexFile = SharedData.path("cifar100-lt-indices/cifar100_lt_if" + factor + ".json");

        ImageDataset drawn = load(data, factor, null);
        ImageDataset read = load(data, 1, indexFile.toString());

        assertThat(drawn.size()).isEqualTo(size);
        assertThat(((SubsetDataset) drawn).indices())
                .containsExactly(SubsetIndexFile.read(indexFile).indices());
        assertThat(drawn.fingerprint()).isEqualTo(read.fingerprint());
        SubsetIndexFile.of(drawn, factor, 0).write(folder.resolve("own.json"));
        assertThat(Files.readString(folder.resolve("own.json")))
                .isEqualTo(Files.readString(indexFile).strip());
    }

    @Test
    void statisticsAreThoseOfTheTrainingPixels() {
        ImageData data = new Cifar100Config(
                        LongTailProfile.NONE, 1, 0, null, 0, ShotLimits.PAPER, Normalization.DATASET, null)
                .load(SharedData.path("cifar100-binary"));
        assertThat(data.train().size()).isEqualTo(50_000);
        assertThat(data.test().size()).isEqualTo(10_000);
        assertThat(data.train().classNames()).startsWith("apple").endsWith("worm");

        double[] sums = new double[3];
        double[] squares = new double[3];
        RgbImage image = new RgbImage();
        for (int index = 0; index < data.train().size(); index++) {
            data.train().read(index, image);
            for (int at = 0; at < image.length(); at++) {
                double value = Byte.toUnsignedInt(image.pixels()[at]) / 255.0;
                sums[at % 3] += value;
                squares[at % 3] += value * value;
            }
        }
        // the figures in use differ from the exact ones (.50708 .48655 .44092, .26733 .25644 .27615) in the last digit
        double pixels = 50_000 * 1024.0;
        for (int channel = 0; channel < 3; channel++) {
            double mean = sums[channel] / pixels;
            assertThat(mean).isCloseTo(data.statistics().mean()[channel], within(2.5e-4));
            assertThat(Math.sqrt(squares[channel] / pixels - mean * mean))
                    .isCloseTo(data.statistics().standardDeviation()[channel], within(2.5e-4));
        }
    }

    @Test
    void indexFileOfOtherImagesIsRefused(@TempDir Path folder) throws IOException {
        Path data = SharedData.path("cifar100-binary");
        Path indexFile = SharedData.path("cifar100-lt-indices/cifar100_lt_if100.json");
        int[] indices = SubsetIndexFile.read(indexFile).indices();
        Path shifted = folder.resolve("shifted.json");
        Files.writeString(
                shifted,
                Files.readString(indexFile)
                        .replace(
                                Arrays.toString(indices),
                                Arrays.toString(IntStream.of(indices)
                                        .map(index -> (index + 1) % 50_000)
                                        .toArray())));

        assertThatThrownBy(() -> load(data, 1, shifted.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is for another data set");
    }

    private static ImageDataset load(Path data, double factor, @Nullable String indices) {
        return new Cifar100Config(
                        LongTailProfile.EXP, factor, 0, indices, 0, ShotLimits.PAPER, Normalization.DATASET, null)
                .load(data)
                .train();
    }
}
