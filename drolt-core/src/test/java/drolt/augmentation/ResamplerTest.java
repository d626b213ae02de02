package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    /** Half a step for the rounding between columns and rows, half for the last, and the weights' own rounding. */
    private static final double TOLERANCE = 1.001;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void matchesTheFormulaInPlainDoubles(long seed) {
        ReseedableRandom random = new ReseedableRandom(seed, 0, 0);
        Resampler resampler = new Resampler(); // one for all: remains of another size must not matter
        for (int round = 0; round < 10; round++) {
            RgbImage image = Images.noise(1 + random.nextInt(50), 1 + random.nextInt(50), seed + round);
            int height = 1 + random.nextInt(image.height());
            int width = 1 + random.nextInt(image.width());
            Window part = new Window(
                    random.nextInt(image.height() - height + 1),
                    random.nextInt(image.width() - width + 1),
                    height,
                    width);
            RgbImage result = new RgbImage();
            resampler.resample(image, part, result, 1 + random.nextInt(40), 1 + random.nextInt(40));
            assertMatches(image, part, result);
        }
    }

    private static void assertMatches(RgbImage image, Window part, RgbImage result) {
        for (int y = 0; y < result.height(); y++) {
            double[] rows = weights(part.height(), result.height(), y);
            for (int x = 0; x < result.width(); x++) {
                double[] columns = weights(part.width(), result.width(), x);
                for (int channel = 0; channel < 3; channel++) {
                    double expected = 0;
                    for (int i = 0; i < rows.length; i++) {
                        for (int j = 0; j < columns.length; j++) {
                            int at = 3 * ((part.top() + i) * image.width() + part.left() + j) + channel;
                            expected += rows[i] * columns[j] * (image.pixels()[at] & 0xff);
                        }
                    }
                    int actual = result.pixels()[3 * (y * result.width() + x) + channel] & 0xff;
                    assertThat((double) actual).isCloseTo(expected, within(TOLERANCE));
                }
            }
        }
    }

    /** Weights of all input pixels for one output pixel of a line; sum 1. */
    private static double[] weights(int in, int out, int pixel) {
        double scale = (double) in / out;
        double reach = Math.max(1, scale);
        double centre = (pixel + 0.5) * scale;
        double[] weights = new double[in];
        double sum = 0;
        for (int k = 0; k < in; k++) {
            weights[k] = Math.max(0, 1 - Math.abs(k + 0.5 - centre) / reach);
            sum += weights[k];
        }
        for (int k = 0; k < in; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    @Test
    void theSameSizeIsTheSameImage() {
        RgbImage image = Images.noise(13, 29, 4);
        RgbImage result = new RgbImage();
        new Resampler().resample(image, Window.whole(image), result, 13, 29);
        assertThat(Images.values(result)).isEqualTo(Images.values(image));
    }

    @Test
    void theResultDependsOnTheWindowAlone() {
        RgbImage image = Images.noise(30, 40, 5);
        RgbImage cut = new RgbImage(11, 17);
        for (int y = 0; y < 11; y++) {
            System.arraycopy(image.pixels(), 3 * ((y + 6) * 40 + 9), cut.pixels(), 3 * 17 * y, 3 * 17);
        }
        RgbImage ofPart = new RgbImage();
        RgbImage ofCut = new RgbImage();
        new Resampler().resample(image, new Window(6, 9, 11, 17), ofPart, 8, 8);
        new Resampler().resample(cut, Window.whole(cut), ofCut, 8, 8);
        assertThat(Images.values(ofPart)).isEqualTo(Images.values(ofCut));
    }

    @Test
    void resizeGivesTheShorterSideTheLengthAndCutsTheLonger() {
        assertSize(new ResizeConfig(256), 375, 500, 256, 341); // 341.33
        assertSize(new ResizeConfig(256), 500, 333, 384, 256); // 384.38
        assertSize(new ResizeConfig(10), 7, 7, 10, 10);
        RgbImage fits = Images.noise(10, 20, 1);
        assertThat(new ResizeConfig(10).build().apply(fits, new RgbImage(), new ScriptedRandom()))
                .isSameAs(fits);
    }

    private static void assertSize(TransformConfig config, int height, int width, int newHeight, int newWidth) {
        RgbImage result = config.build().apply(new RgbImage(height, width), new RgbImage(), new ScriptedRandom());
        assertThat(result.height()).isEqualTo(newHeight);
        assertThat(result.width()).isEqualTo(newWidth);
    }

    @Test
    void centerCropShowsTheMiddle() {
        // rows left over: 3 of 5 leave 1 above; one of 2 rounds to the even 0, three of 5 to the even 2, as torchvision
        assertThat(cropped(3, 5, 1)).containsExactly(8);
        assertThat(cropped(2, 2, 1)).containsExactly(1);
        assertThat(cropped(5, 5, 2)).containsExactly(13, 14, 18, 19);
        assertThat(cropped(4, 4, 2)).containsExactly(6, 7, 10, 11);
    }

    @Test
    void centerCropSurroundsWithBlackWhereTheImageIsSmaller() {
        assertThat(cropped(1, 1, 3)).containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0);
        assertThat(cropped(1, 2, 3)).containsExactly(0, 0, 0, 1, 2, 0, 0, 0, 0);
        assertThat(cropped(4, 1, 2)).containsExactly(2, 0, 3, 0);
    }

    /** The crop of an image of the values 1, 2, 3 and on. */
    private static int[] cropped(int height, int width, int size) {
        int[] values = new int[height * width];
        for (int at = 0; at < values.length; at++) {
            values[at] = at + 1;
        }
        RgbImage spare = Images.noise(9, 9, 3);
        return Images.channel(
                new CenterCrop(size).build().apply(Images.grey(height, width, values), spare, new ScriptedRandom()), 0);
    }
}
