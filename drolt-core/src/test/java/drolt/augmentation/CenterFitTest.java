package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CenterFitTest {
    private static RgbImage fit(RgbImage image, int height, int width) {
        return new CenterFit(height, width).apply(image, new RgbImage(), new ScriptedRandom());
    }

    @ParameterizedTest(name = "{0} x {1} to {2} x {3}")
    @CsvSource({"5, 7, 3, 3", "7, 5, 3, 3", "1, 90, 8, 8", "90, 1, 8, 8", "4, 4, 6, 2", "30, 20, 2, 9", "1, 1, 5, 4"})
    void everyImageGetsTheSize(int height, int width, int wantedHeight, int wantedWidth) {
        RgbImage fitted = fit(Images.noise(height, width, 3), wantedHeight, wantedWidth);
        assertThat(fitted.height()).isEqualTo(wantedHeight);
        assertThat(fitted.width()).isEqualTo(wantedWidth);
    }

    @Test
    void anImageOfTheSizeIsLeftAlone() {
        RgbImage image = Images.noise(4, 6, 1);
        assertThat(fit(image, 4, 6)).isSameAs(image);
    }

    @Test
    void whatDoesNotFitTheShapeIsCutOffBothEnds() {
        assertThat(Images.values(fit(Images.grey(1, 5, 9, 8, 7, 6, 5), 1, 1)))
                .isEqualTo(Images.values(Images.grey(1, 1, 7)));
        assertThat(Images.values(fit(Images.grey(6, 2, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0), 2, 2)))
                .isEqualTo(Images.values(Images.grey(2, 2, 1, 2, 3, 4)));
    }

    @Test
    void ofTheSameShapeItIsTheWholeImageResampled() {
        RgbImage image = Images.noise(12, 18, 5);
        RgbImage expected = new RgbImage();
        new Resampler().resample(Images.copy(image), Window.whole(image), expected, 4, 6);
        assertThat(Images.values(fit(image, 4, 6))).isEqualTo(Images.values(expected));
    }
}
