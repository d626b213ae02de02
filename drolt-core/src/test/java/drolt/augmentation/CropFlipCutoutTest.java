package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CropFlipCutoutTest {
    private static int[] greys(TransformConfig config, RgbImage image, Number... script) {
        ScriptedRandom random = new ScriptedRandom(script);
        int[] result = Images.channel(config.build().apply(image, new RgbImage(), random), 0);
        assertThat(random.isUsedUp()).isTrue();
        return result;
    }

    @Test
    void cropShowsZerosBeyondTheBorder() { // draws 0..2 stand for shifts -1..1
        assertThat(greys(new RandomCrop(1), grey(), 0, 0)).containsExactly(0, 0, 0, 0, 1, 2);
        assertThat(greys(new RandomCrop(1), grey(), 1, 1)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(greys(new RandomCrop(1), grey(), 2, 1)).containsExactly(4, 5, 6, 0, 0, 0);
        assertThat(greys(new RandomCrop(1), grey(), 1, 2)).containsExactly(2, 3, 0, 5, 6, 0);
    }

    @Test
    void cropMayLeaveTheImageWhenThePaddingIsLarger() {
        assertThat(greys(new RandomCrop(9), grey(), 9, 0)).containsOnly(0);
        assertThat(greys(new RandomCrop(9), grey(), 9, 18)).containsOnly(0);
        assertThat(greys(new RandomCrop(9), grey(), 18, 9)).containsOnly(0);
    }

    @Test
    void everyCropIsEquallyLikely() {
        Map<String, Integer> counts = new HashMap<>();
        ReseedableRandom random = new ReseedableRandom(5, 0, 0);
        Transform crop = new RandomCrop(4).build();
        for (int draw = 0; draw < 81_000; draw++) {
            RgbImage result = crop.apply(Images.grey(9, 9, ramp()), new RgbImage(), random);
            counts.merge(Arrays.toString(Images.channel(result, 0)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(81);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isCloseTo(1000, within(160)));
    }

    @Test
    void flipMirrorsWithItsProbability() {
        assertThat(greys(new RandomFlip(0.5), grey(), 0.49)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(greys(new RandomFlip(0.5), grey(), 0.5)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(greys(new RandomFlip(0), grey(), 0.0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(greys(new RandomFlip(1), grey(), 0.999)).containsExactly(3, 2, 1, 6, 5, 4);
    }

    @Test
    void flipKeepsEachPixelsColour() {
        RgbImage image = Images.noise(5, 6, 1);
        RgbImage flipped =
                new RandomFlip(1).build().apply(Images.copy(image), new RgbImage(), new ReseedableRandom(0, 0, 0));
        for (int at = 0; at < 3; at++) {
            assertThat(flipped.pixels()[at]).isEqualTo(image.pixels()[15 + at]);
        }
    }

    @Test
    void cutoutBlackensTheSquareAroundItsCentre() { // side 2 around y: rows y - 1 and y
        assertThat(greys(new Cutout(2), grey(), 1, 1)).containsExactly(0, 0, 3, 0, 0, 6);
        assertThat(greys(new Cutout(2), grey(), 0, 2)).containsExactly(1, 0, 0, 4, 5, 6);
        assertThat(greys(new Cutout(1), grey(), 1, 2)).containsExactly(1, 2, 3, 4, 5, 0);
        assertThat(greys(new Cutout(3), grey(), 0, 0)).containsExactly(0, 0, 3, 0, 0, 6);
        assertThat(greys(new Cutout(Integer.MAX_VALUE), grey(), 1, 2)).containsOnly(0);
    }

    @Test
    void cutoutSide16CoversEightBeforeAndSevenAfterItsCentre() {
        int[] ones = new int[32 * 32];
        Arrays.fill(ones, 1);
        int[] result = greys(new Cutout(16), Images.grey(32, 32, ones), 16, 20);
        for (int at = 0; at < result.length; at++) {
            int y = at / 32;
            int x = at % 32;
            assertThat(result[at]).isEqualTo(y >= 8 && y <= 23 && x >= 12 && x <= 27 ? 0 : 1);
        }
    }

    /** 1 2 3 over 4 5 6. */
    private static RgbImage grey() {
        return Images.grey(2, 3, 1, 2, 3, 4, 5, 6);
    }

    private static int[] ramp() {
        int[] values = new int[81];
        Arrays.setAll(values, at -> at + 1);
        return values;
    }
}
