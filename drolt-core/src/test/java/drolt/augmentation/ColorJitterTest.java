package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import org.junit.jupiter.api.Test;

class ColorJitterTest {
    private static int[] jittered(ColorJitterConfig config, RgbImage image, Number... script) {
        ScriptedRandom random = new ScriptedRandom(script);
        int[] values = Images.values(config.build().apply(Images.copy(image), new RgbImage(), random));
        assertThat(random.isUsedUp()).isTrue();
        return values;
    }

    /** 3, 2, 1 keep the order brightness, contrast, saturation, hue; 0, 0, 0 make it contrast, saturation, hue, brightness. */
    @Test
    void changesFollowTheDrawnOrder() {
        RgbImage image = Images.noise(12, 9, 1);
        ColorJitterConfig config = new ColorJitterConfig(0.4, 0.5, 2, 0.1, 1);
        // factors: 0.6 + 0.8 * 0.25 = 0.8; 0.5 + 1 * 0.75 = 1.25; 0 + 3 * 0.5 = 1.5; hue -0.1 + 0.2 * 0.75 = 0.05: 12
        // steps
        Number[] strengths = {0.25, 0.75, 0.5, 0.75};
        PixelOperation[] changes = {new Brightness(0.8f), new Contrast(1.25f), new Color(1.5f), new Hue(12)};
        assertThat(jittered(config, image, 0.0, 3, 2, 1, strengths[0], strengths[1], strengths[2], strengths[3]))
                .isEqualTo(inOrder(image, changes, 0, 1, 2, 3));
        int[] other = jittered(config, image, 0.0, 0, 0, 0, strengths[0], strengths[1], strengths[2], strengths[3]);
        assertThat(other).isEqualTo(inOrder(image, changes, 1, 2, 3, 0));
        assertThat(other).isNotEqualTo(inOrder(image, changes, 0, 1, 2, 3));
    }

    private static int[] inOrder(RgbImage image, PixelOperation[] changes, int... order) {
        RgbImage result = Images.copy(image);
        for (int change : order) {
            result = changes[change].apply(result, new RgbImage(), new Workspace());
        }
        return Images.values(result);
    }

    @Test
    void aStrengthOfZeroLeavesItsChangeOutAndDrawsNothingForIt() {
        RgbImage image = Images.noise(5, 5, 2);
        assertThat(jittered(new ColorJitterConfig(0, 0, 0, 0, 1), image, 0.5, 3, 2, 1))
                .isEqualTo(Images.values(image));
        assertThat(jittered(new ColorJitterConfig(0, 0.5, 0, 0, 1), image, 0.5, 3, 2, 1, 0.0))
                .isEqualTo(inOrder(image, new PixelOperation[] {new Contrast(0.5f)}, 0));
    }

    @Test
    void nothingIsDrawnWhereChanceLeavesTheImageAlone() {
        RgbImage image = Images.noise(5, 5, 3);
        assertThat(jittered(new ColorJitterConfig(0.4, 0.4, 0.4, 0.1, 0.8), image, 0.8))
                .isEqualTo(Images.values(image));
    }

    @Test
    void everyOrderIsEquallyLikely() {
        int brightnessFirst = 0;
        RgbImage image = Images.grey(1, 2, 100, 200);
        // white cuts what brightness raises: what comes out tells which of the two came first
        ColorJitterConfig config = new ColorJitterConfig(1, 1, 0, 0, 1);
        for (int draw = 0; draw < 4000; draw++) {
            ReseedableRandom random = new ReseedableRandom(4, 0, draw);
            random.nextDouble();
            int[] order = {0, 1, 2, 3};
            random.shuffle(order);
            float brightness = (float) (2 * random.nextDouble());
            float contrast = (float) (2 * random.nextDouble());
            PixelOperation[] changes = {new Brightness(brightness), new Contrast(contrast)};
            boolean first = position(order, 0) < position(order, 1);
            int[] expected = first ? inOrder(image, changes, 0, 1) : inOrder(image, changes, 1, 0);
            RgbImage actual =
                    config.build().apply(Images.copy(image), new RgbImage(), new ReseedableRandom(4, 0, draw));
            assertThat(Images.values(actual)).isEqualTo(expected);
            brightnessFirst += first ? 1 : 0;
        }
        assertThat((double) brightnessFirst).isCloseTo(2000, within(160.0));
    }

    private static int position(int[] order, int change) {
        for (int at = 0; at < order.length; at++) {
            if (order[at] == change) {
                return at;
            }
        }
        throw new AssertionError();
    }

    @Test
    void theHueOfPureColoursTurnsRoundTheCircle() {
        RgbImage red = Images.grey(1, 1, 0);
        red.pixels()[0] = (byte) 255;
        int[] third = Images.values(new Hue(85).apply(Images.copy(red), new RgbImage(), new Workspace()));
        assertThat(third).containsExactly(0, 255, 0);
        int[] back = Images.values(Hue.of(-1.0 / 3).apply(Images.copy(red), new RgbImage(), new Workspace()));
        assertThat(back[2]).isEqualTo(255);
    }

    @Test
    void greyscaleTakesColoursAwayWithItsProbability() {
        RgbImage image = Images.noise(4, 4, 5);
        RandomGrayscale config = new RandomGrayscale(0.2);
        RgbImage grey = config.build().apply(Images.copy(image), new RgbImage(), new ScriptedRandom(0.19));
        for (int at = 0; at < image.length(); at += 3) {
            double luminance = 0.299 * (image.pixels()[at] & 0xff)
                    + 0.587 * (image.pixels()[at + 1] & 0xff)
                    + 0.114 * (image.pixels()[at + 2] & 0xff);
            for (int channel = at; channel < at + 3; channel++) {
                assertThat((double) (grey.pixels()[channel] & 0xff)).isCloseTo(luminance, within(0.51));
            }
        }
        RgbImage kept = config.build().apply(Images.copy(image), new RgbImage(), new ScriptedRandom(0.2));
        assertThat(Images.values(kept)).isEqualTo(Images.values(image));
    }
}
