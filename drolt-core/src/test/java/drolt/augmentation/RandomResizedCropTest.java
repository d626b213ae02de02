package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomResizedCropTest {
    private static final int DRAWS = 20_000;

    private static RandomResizedCrop crop(double leastScale, double mostScale, double leastRatio, double mostRatio) {
        return new RandomResizedCrop(
                new RandomResizedCropConfig(8, List.of(leastScale, mostScale), List.of(leastRatio, mostRatio)));
    }

    /** In an image that every such window fits into, so that no try is refused. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areaLogRatioAndPlaceAreUniform(long seed) {
        RandomResizedCrop crop = crop(0.1, 0.5, 0.75, 4.0 / 3);
        double[] areas = new double[DRAWS];
        double[] logRatios = new double[DRAWS];
        double[] tops = new double[DRAWS];
        double[] lefts = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Window window = crop.window(1000, 1000, new ReseedableRandom(seed, 0, draw));
            areas[draw] = window.height() * window.width() / 1e6;
            logRatios[draw] = Math.log((double) window.width() / window.height());
            tops[draw] = (window.top() + 0.5) / (1001 - window.height());
            lefts[draw] = (window.left() + 0.5) / (1001 - window.width());
        }
        assertUniform(areas, 0.1, 0.5);
        assertUniform(logRatios, Math.log(0.75), Math.log(4.0 / 3));
        assertUniform(tops, 0, 1);
        assertUniform(lefts, 0, 1);
    }

    /** Kolmogorov and Smirnov: the bound is passed by chance once in some 40,000 times (2 exp(-2 n d^2)). */
    private static void assertUniform(double[] values, double from, double to) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = (sorted[i] - from) / (to - from);
            largest = Math.max(largest, Math.abs(expected - (i + 0.5) / sorted.length));
        }
        assertThat(largest).isLessThan(0.0165);
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"1, 1", "1, 40", "500, 3", "37, 53", "2, 2"})
    void theWindowLiesInTheImage(int height, int width) {
        RandomResizedCrop crop = crop(0.08, 1, 0.75, 4.0 / 3);
        for (int draw = 0; draw < 500; draw++) {
            Window window = crop.window(height, width, new ReseedableRandom(3, 1, draw));
            assertThat(window.height()).isPositive();
            assertThat(window.width()).isPositive();
            assertThat(window.top()).isBetween(0, height - window.height());
            assertThat(window.left()).isBetween(0, width - window.width());
        }
    }

    @Test
    void afterTenTriesTheLargestWindowInTheMiddleIsTaken() {
        // too wide: 10 x 1000 with all of its area never has a ratio below 4/3
        assertThat(crop(1, 1, 0.75, 4.0 / 3).window(10, 1000, new ReseedableRandom(1, 0, 0)))
                .isEqualTo(new Window(0, 493, 10, 13));
        assertThat(crop(1, 1, 0.75, 4.0 / 3).window(1000, 10, new ReseedableRandom(1, 0, 0)))
                .isEqualTo(new Window(493, 0, 13, 10));
        // in range, but never fitting: the whole image
        assertThat(crop(1, 1, 0.5, 0.5).window(200, 100, new ReseedableRandom(1, 0, 0)))
                .isEqualTo(new Window(0, 0, 200, 100));
    }

    @Test
    void aRefusedTryCostsItsTwoDrawsOnly() {
        RandomResizedCrop crop = crop(0.5, 1, 0.5, 2);
        // area .99, ratio 2: does not fit; then area .5, ratio 1: 71 x 71
        ScriptedRandom random = new ScriptedRandom(0.98, 1.0, 0.0, 0.5, 29, 7);
        assertThat(crop.window(100, 100, random)).isEqualTo(new Window(29, 7, 71, 71));
        assertThat(random.isUsedUp()).isTrue();
    }

    @Test
    void theWindowIsBroughtToTheSquare() {
        RgbImage image = Images.noise(60, 60, 2);
        RandomResizedCrop crop = crop(0.3, 0.3, 1, 1);
        Window window = crop.window(60, 60, new ReseedableRandom(9, 0, 0));
        RgbImage expected = new RgbImage();
        new Resampler().resample(image, window, expected, 8, 8);
        RgbImage actual = crop.apply(image, new RgbImage(), new ReseedableRandom(9, 0, 0));
        assertThat(Images.values(actual)).isEqualTo(Images.values(expected));
        assertThat((double) window.height() * window.width() / 3600).isCloseTo(0.3, within(0.01));
    }
}
