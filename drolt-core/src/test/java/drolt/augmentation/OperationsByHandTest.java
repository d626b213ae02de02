package drolt.augmentation;

import static drolt.augmentation.Images.channel;
import static drolt.augmentation.Images.grey;
import static drolt.augmentation.Images.transposed;
import static drolt.augmentation.Images.values;
import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.RgbImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation of AutoAugment against pixels computed with pencil and paper. */
class OperationsByHandTest {
    private static final int PLUS = 0;
    private static final int MINUS = 1;

    private static RgbImage apply(Operation operation, int index, int sign, RgbImage image) {
        return operation.at(index).get(sign).apply(image, new RgbImage(), new Workspace());
    }

    /** Applies to an image whose channels are alike, and returns one of them. */
    private static int[] greys(Operation operation, int index, int sign, RgbImage image) {
        RgbImage result = apply(operation, index, sign, image);
        assertThat(channel(result, 1)).isEqualTo(channel(result, 0));
        assertThat(channel(result, 2)).isEqualTo(channel(result, 0));
        return channel(result, 0);
    }

    @Test
    void invertIs255Minus() {
        assertThat(greys(Operation.INVERT, 7, PLUS, grey(2, 2, 0, 1, 128, 255))).containsExactly(255, 254, 127, 0);
    }

    @Test
    void solarizeInvertsFromTheThresholdOn() { // index 5: 256 - 142.2 = 113.8
        RgbImage image = grey(1, 4, 0, 113, 114, 255);
        assertThat(greys(Operation.SOLARIZE, 5, PLUS, image)).containsExactly(0, 113, 141, 0);
        assertThat(greys(Operation.SOLARIZE, 0, PLUS, grey(1, 2, 0, 255))).containsExactly(0, 255);
        assertThat(greys(Operation.SOLARIZE, 9, PLUS, grey(1, 2, 0, 255))).containsExactly(255, 0);
    }

    @Test
    void posterizeKeepsTheHighestBits() { // 8 8 7 7 6 6 5 5 4 4 bits
        int[] expected = {255, 255, 254, 254, 252, 252, 248, 248, 240, 240};
        for (int index = 0; index < 10; index++) {
            assertThat(greys(Operation.POSTERIZE, index, PLUS, grey(1, 2, 255, 0xa0)))
                    .containsExactly(expected[index], 0xa0);
        }
    }

    @Test
    void brightnessMultiplies() { // factors 1.9 and 0.1
        assertThat(greys(Operation.BRIGHTNESS, 9, PLUS, grey(1, 3, 0, 55, 150))).containsExactly(0, 104, 255);
        assertThat(greys(Operation.BRIGHTNESS, 9, MINUS, grey(1, 3, 0, 55, 150)))
                .containsExactly(0, 5, 15);
    }

    @Test
    void colorMovesAlongTheLineFromGrey() { // grey of (200, 100, 50) is 8172318 / 65536 = 124
        RgbImage image = new RgbImage(1, 1);
        System.arraycopy(new byte[] {(byte) 200, 100, 50}, 0, image.pixels(), 0, 3);
        RgbImage second = Images.copy(image);
        assertThat(values(apply(Operation.COLOR, 9, PLUS, image))).containsExactly(255, 78, 0);
        assertThat(values(apply(Operation.COLOR, 9, MINUS, second))).containsExactly(131, 121, 116);
    }

    @Test
    void contrastMovesAwayFromTheMeanGrey() { // mean 15.5, so 16; 16 - 1.9 * 6 = 4.6, 16 + 1.9 * 5 = 25.5
        assertThat(greys(Operation.CONTRAST, 9, PLUS, grey(1, 2, 10, 21))).containsExactly(4, 25);
        assertThat(greys(Operation.CONTRAST, 9, MINUS, grey(1, 2, 10, 21))).containsExactly(15, 16);
    }

    @Test
    void sharpnessMovesAwayFromTheSmoothedImageInside() { // smoothed centre 5 * 26 / 13 = 10
        int[] plus = greys(Operation.SHARPNESS, 9, PLUS, grey(3, 3, 0, 0, 0, 0, 26, 0, 0, 0, 0));
        int[] minus = greys(Operation.SHARPNESS, 9, MINUS, grey(3, 3, 0, 0, 0, 0, 26, 0, 0, 0, 0));
        assertThat(plus).containsExactly(0, 0, 0, 0, 40, 0, 0, 0, 0);
        assertThat(minus).containsExactly(0, 0, 0, 0, 11, 0, 0, 0, 0);
    }

    @Test
    void autoContrastStretchesEachChannel() { // 255 / (153 - 51) = 2.5
        assertThat(greys(Operation.AUTO_CONTRAST, 0, PLUS, grey(1, 3, 51, 102, 153)))
                .containsExactly(0, 127, 255);
        assertThat(greys(Operation.AUTO_CONTRAST, 0, PLUS, grey(1, 2, 77, 77))).containsExactly(77, 77);
    }

    @Test
    void equalizeFlattensTheHistogram() { // step (1530 - 510) / 255 = 4; 2 / 4, 512 / 4, 1022 / 4
        int[] thirds = IntStream.range(0, 1530).map(at -> at % 3 * 100).toArray();
        assertThat(greys(Operation.EQUALIZE, 0, PLUS, grey(30, 51, thirds)))
                .startsWith(0, 128, 255)
                .containsOnly(0, 128, 255);
    }

    @Test
    void equalizeLeavesSmallAndFlatImages() {
        assertThat(greys(Operation.EQUALIZE, 0, PLUS, grey(1, 3, 1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(greys(Operation.EQUALIZE, 0, PLUS, grey(30, 30, new int[900])))
                .containsOnly(0);
    }

    @Test
    void translateMovesByWholePixels() { // 150 / 331 * 10 = 4.53
        int[] ramp = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(greys(Operation.TRANSLATE_X, 9, PLUS, grey(1, 10, ramp)))
                .containsExactly(5, 6, 7, 8, 9, 128, 128, 128, 128, 128);
        assertThat(greys(Operation.TRANSLATE_X, 9, MINUS, grey(1, 10, ramp)))
                .containsExactly(128, 128, 128, 128, 128, 0, 1, 2, 3, 4);
        assertThat(greys(Operation.TRANSLATE_Y, 9, PLUS, grey(10, 1, ramp)))
                .containsExactly(5, 6, 7, 8, 9, 128, 128, 128, 128, 128);
    }

    @Test
    void shearInterpolatesWithTheCubicKernel() { // slope 0.3: the first row moves by 0.15
        int[] row = {0, 100, 200, 0};
        assertThat(greys(Operation.SHEAR_X, 9, PLUS, grey(1, 4, row))).containsExactly(13, 129, 180, 0);
    }

    @Test
    void shearFillsWhatComesFromOutside() { // row y moves by 0.3 (y + 0.5): from the fourth on by more than a pixel
        int[] result = greys(Operation.SHEAR_X, 9, PLUS, grey(4, 2, 9, 9, 9, 9, 9, 9, 9, 9));
        assertThat(result).containsExactly(9, 9, 9, 9, 9, 128, 9, 128);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHEAR_Y", "TRANSLATE_Y"})
    void theVerticalFormIsTheHorizontalOneTransposed(Operation vertical) {
        Operation horizontal = Operation.valueOf(vertical.name().replace('Y', 'X'));
        for (int index = 0; index < 10; index++) {
            for (int sign = PLUS; sign <= MINUS; sign++) {
                RgbImage image = Images.noise(13, 9, index);
                RgbImage expected = transposed(apply(horizontal, index, sign, transposed(image)));
                assertThat(values(apply(vertical, index, sign, image))).isEqualTo(values(expected));
            }
        }
    }

    @Test
    void rotateTurnsCounterClockwise() { // 26.7 degrees: cos 0.894, sin 0.449
        assertThat(greys(Operation.ROTATE, 8, PLUS, grey(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
                .containsExactly(2, 2, 6, 4, 5, 6, 4, 8, 8);
        assertThat(greys(Operation.ROTATE, 8, PLUS, grey(1, 5, 1, 2, 3, 4, 5))).containsExactly(128, 2, 3, 4, 128);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVERT", "AUTO_CONTRAST", "EQUALIZE"})
    void magnitudeZeroChangesNothing(Operation operation) {
        RgbImage image = Images.noise(11, 14, 3);
        assertThat(values(apply(operation, 0, PLUS, Images.copy(image)))).isEqualTo(values(image));
    }
}
