package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedConfigTest {
    private static final EmbeddedConfig DEFAULT = config(250, 50, 50, 0.1);

    @Test
    void defaultProfileFallsExponentiallyFrom250To5() {
        assertThat(DEFAULT.trainCounts())
                .isEqualTo(ClassCounts.of(
                        250, 210, 177, 150, 126, 106, 90, 76, 64, 54, 45, 38, 32, 27, 23, 19, 16, 13, 11, 9, 8, 7, 5,
                        5));
        assertThat(DEFAULT.trainCounts().imbalanceFactor()).isEqualTo(50);
        assertThat(ClassCounts.of(load(DEFAULT).train())).isEqualTo(DEFAULT.trainCounts());
    }

    @Test
    void statisticsAreThoseOfTheTrainingPixels() {
        ImageData data = load(DEFAULT);
        double[] sum = new double[3];
        double[] squares = new double[3];
        double pixels = data.train().size() * 32.0 * 32.0;
        RgbImage image = new RgbImage();
        for (int index = 0; index < data.train().size(); index++) {
            data.train().read(index, image);
            for (int at = 0; at < image.length(); at++) {
                double value = (image.pixels()[at] & 0xFF) / 255.0;
                sum[at % 3] += value;
                squares[at % 3] += value * value;
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            double mean = sum[channel] / pixels;
            double deviation = Math.sqrt(squares[channel] / pixels - mean * mean);
            assertThat(data.statistics().mean()[channel]).isCloseTo((float) mean, within(1e-6f));
            assertThat(data.statistics().standardDeviation()[channel]).isCloseTo((float) deviation, within(1e-6f));
        }
    }

    @Test
    void everyShotGroupHasClasses() {
        Map<Shot, Integer> classes = new EnumMap<>(Shot.class);
        for (int count : DEFAULT.trainCounts().toArray()) {
            classes.merge(DEFAULT.shots().of(count), 1, Integer::sum);
        }
        assertThat(classes).isEqualTo(Map.of(Shot.MANY, 6, Shot.MEDIUM, 9, Shot.FEW, 9));
    }

    @Test
    void testSetIsBalanced() {
        assertThat(ClassCounts.of(load(config(10, 5, 7, 0)).test()).toArray())
                .containsOnly(7)
                .hasSize(24);
    }

    /** What Appendix G has of CIFAR-10: ten classes, imbalance factor 100. */
    @Test
    void fewerClassesAreTheFirstOnesWithTheProfileOverThem() {
        EmbeddedConfig ten = new EmbeddedConfig(500, 100, 3, 1, 0, ShotLimits.PAPER, 10, null, null);
        ImageData data = load(ten);
        assertThat(ClassCounts.of(data.train())).isEqualTo(LongTailProfile.EXP.counts(500, 100, 10));
        assertThat(ClassCounts.of(data.test()).toArray()).hasSize(10).containsOnly(3);
        assertThat(data.train().classNames())
                .isEqualTo(EmbeddedDataset.names().subList(0, 10))
                .isEqualTo(data.test().classNames());
        EmbeddedConfig all = new EmbeddedConfig(500, 100, 3, 1, 0, ShotLimits.PAPER, 24, null, null);
        assertThat(load(all).train().fingerprint())
                .isEqualTo(load(config(500, 100, 3, 0)).train().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25, 0, -1})
    void moreOrFewerClassesThanThereAreAreRefused(int classes) {
        assertThatThrownBy(() -> new EmbeddedConfig(250, 50, 50, 1, 0, ShotLimits.PAPER, classes, null, null))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo("classes"))
                .hasMessage(classes + " must lie between 2 and 24; for example 10, or null for all");
    }

    @ParameterizedTest(name = "{0} images, factor {1}")
    @CsvSource({"1, 1", "250, 1", "250, 250", "400, 50", "37, 36.5", "10000, 100"})
    void noClassIsEmptyAndCountsNeverRise(int largest, double imbalanceFactor) {
        int[] counts = config(largest, imbalanceFactor, 1, 0).trainCounts().toArray();
        assertThat(counts[0]).isEqualTo(largest);
        assertThat(counts[23]).isPositive();
        assertThat((double) counts[23]).isCloseTo(largest / imbalanceFactor, within(1.0));
        assertThat(IntStream.range(1, 24)).allMatch(label -> counts[label] <= counts[label - 1]);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "imagesOfLargestClass, 0, 1, 50, 0.1",
        "imagesOfLargestClass, 10001, 50, 50, 0.1",
        "imbalanceFactor, 250, 0.9, 50, 0.1",
        "imbalanceFactor, 250, 251, 50, 0.1",
        "imbalanceFactor, 250, NaN, 50, 0.1",
        "imbalanceFactor, 250, Infinity, 50, 0.1",
        "testImagesPerClass, 250, 50, 0, 0.1",
        "testImagesPerClass, 250, 50, 10001, 0.1",
        "validationShare, 250, 50, 50, -0.1",
        "validationShare, 250, 50, 50, 1",
        "validationShare, 250, 50, 50, NaN",
    })
    void refusesWhatIsOutOfRange(String key, int largest, double imbalance, int test, double validationShare) {
        assertThatThrownBy(() -> config(largest, imbalance, test, validationShare))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining("must ")
                .hasMessageContaining("for example");
    }

    @Test
    void variationChoosesOtherImagesAndOneIsTheUsual() {
        String usual = load(varying(null)).train().fingerprint();
        assertThat(load(varying(1.0)).train().fingerprint()).isEqualTo(usual);
        assertThat(IntStream.range(0, 10)
                        .mapToObj(tenth -> load(varying(tenth / 10.0)).train().fingerprint()))
                .doesNotHaveDuplicates()
                .doesNotContain(usual);
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> varying(wrong))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("must lie in [0, 1]");
        }
    }

    private static EmbeddedConfig varying(Double variation) {
        return new EmbeddedConfig(2, 1, 1, 1, 0, ShotLimits.PAPER, 3, null, variation);
    }

    private static ImageData load(EmbeddedConfig config) {
        return config.load(Path.of("a folder that is not there"));
    }

    private static EmbeddedConfig config(int largest, double imbalance, int test, double validationShare) {
        return new EmbeddedConfig(largest, imbalance, test, 1, validationShare, ShotLimits.PAPER, null, null, null);
    }
}
