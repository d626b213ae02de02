package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, magnitude and sign against checksums that Pillow 12.3 gave; pillow-operations.py wrote them. */
class PillowOperationsTest {
    /** One line of the file: an image, an operation with its sign, the checksums at magnitudes 0..9. */
    record Line(String kind, int width, int height, Operation operation, int sign, String[] sums) {
        static Line parse(String text) {
            String[] words = text.split(" ", -1);
            String[] sums = new String[10];
            System.arraycopy(words, 5, sums, 0, 10);
            return new Line(
                    words[0],
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Operation.valueOf(words[3]),
                    Integer.parseInt(words[4]),
                    sums);
        }

        @Override
        public String toString() {
            return operation + " " + sign + " on " + kind + " " + width + " x " + height;
        }
    }

    static Stream<Line> lines() {
        try (InputStream file = PillowOperationsTest.class.getResourceAsStream("pillow-12.3-operations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().map(Line::parse).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyByteIsPillows(Line line) {
        String[] actual = new String[10];
        for (int index = 0; index < 10; index++) {
            PixelOperation operation = line.operation().at(index).get(line.sign() == 1 ? 0 : 1);
            RgbImage image = image(line.kind(), line.width(), line.height());
            actual[index] = checksum(operation.apply(image, dirty(), new Workspace()));
        }
        assertThat(actual).containsExactly(line.sums());
    }

    /** A spare image with remains of another. */
    static RgbImage dirty() {
        RgbImage image = new RgbImage(300, 300);
        Arrays.fill(image.pixels(), (byte) 0x5a);
        return image;
    }

    static String checksum(RgbImage image) {
        CRC32 crc = new CRC32();
        crc.update(image.pixels(), 0, image.length());
        return String.format("%08x", crc.getValue());
    }

    /** The images of pillow-operations.py. */
    static RgbImage image(String kind, int width, int height) {
        RgbImage image = new RgbImage(height, width);
        long state = 1;
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    state = state * 6364136223846793005L + 1442695040888963407L;
                    int noise = (int) (state >>> 56);
                    int value = switch (kind) {
                        case "noise" -> noise;
                        case "smooth" -> (x * 256 / width + y * 128 / height + 40 * channel) % 256;
                        case "narrow" -> new int[] {100 + noise % 20, 200 + noise % 3, 77}[channel];
                        default -> throw new IllegalArgumentException(kind);
                    };
                    image.pixels()[at++] = (byte) value;
                }
            }
        }
        return image;
    }
}
