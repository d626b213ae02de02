package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that are resized, and turned hues, against checksums that Pillow 12.3 gave; pillow-photographs.py wrote them. */
class PillowPhotographsTest {
    static Stream<String> lines() {
        try (InputStream file = PillowPhotographsTest.class.getResourceAsStream("pillow-12.3-photographs.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyByteIsPillows(String line) {
        String[] words = line.split(" ");
        RgbImage image = PillowOperationsTest.image(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        int[] numbers = Arrays.stream(words, 4, words.length - 1)
                .mapToInt(Integer::parseInt)
                .toArray();
        RgbImage result;
        if (words[3].equals("hue")) {
            result = new Hue(numbers[0]).apply(image, new RgbImage(), new Workspace());
        } else {
            result = PillowOperationsTest.dirty();
            Window part = new Window(numbers[1], numbers[0], numbers[3], numbers[2]);
            new Resampler().resample(image, part, result, numbers[5], numbers[4]);
        }
        assertThat(PillowOperationsTest.checksum(result)).isEqualTo(words[words.length - 1]);
    }
}
