package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {
    static Stream<String> lines() {
        try (InputStream file = GaussianBlurTest.class.getResourceAsStream("pillow-12.3-blur.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Against checksums that Pillow 12.3 gave; pillow-blur.py wrote them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyByteIsPillows(String line) {
        String[] words = line.split(" ");
        RgbImage image = PillowOperationsTest.image(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        GaussianBlur.blur(image, PillowOperationsTest.dirty(), Double.parseDouble(words[3]));
        assertThat(PillowOperationsTest.checksum(image)).isEqualTo(words[4]);
    }

    /** A white point in the dark becomes a bell of that deviation. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2, 3})
    void aPointSpreadsByItsDeviation(double sigma) {
        int side = 41;
        RgbImage image = new RgbImage(side, side);
        Arrays.fill(image.pixels(), (byte) 0);
        for (int x = 0; x < side; x++) { // a line, so that rounding to bytes loses little
            image.pixels()[3 * (20 * side + x)] = (byte) 255;
        }
        GaussianBlur.blur(image, new RgbImage(), sigma);
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < side; y++) {
            int value = image.pixels()[3 * (y * side + 20)] & 0xff;
            sum += value;
            squares += value * (y - 20.0) * (y - 20.0);
        }
        assertThat(Math.sqrt(squares / sum)).isCloseTo(sigma, within(0.1 * sigma));
        assertThat(sum).isCloseTo(255, within(10.0));
    }

    @Test
    void itHappensWithItsProbabilityAndADrawnDeviation() {
        GaussianBlurConfig config = new GaussianBlurConfig(List.of(0.5, 2.5), 0.3);
        RgbImage image = Images.noise(9, 7, 4);
        RgbImage kept = config.build().apply(Images.copy(image), new RgbImage(), new ScriptedRandom(0.3));
        assertThat(Images.values(kept)).isEqualTo(Images.values(image));
        RgbImage blurred = config.build().apply(Images.copy(image), new RgbImage(), new ScriptedRandom(0.29, 0.25));
        RgbImage expected = Images.copy(image);
        GaussianBlur.blur(expected, new RgbImage(), 1.0);
        assertThat(Images.values(blurred)).isEqualTo(Images.values(expected));
    }
}
