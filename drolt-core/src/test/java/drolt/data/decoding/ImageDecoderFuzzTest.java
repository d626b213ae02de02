package drolt.data.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import drolt.data.RgbImage;
import java.util.Arrays;

/**
 * Whatever bytes stand in a file: an image, in which nothing is left of the one before, or a {@link ConfigException} of one
 * line.
 */
class ImageDecoderFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheDecoder(byte[] data) {
        try {
            RgbImage fresh = new RgbImage();
            ImageDecoder.decode(data, "photo.jpg", fresh);
            RgbImage used = new RgbImage(fresh.width() + 1, fresh.height());
            Arrays.fill(used.pixels(), (byte) 77);
            ImageDecoder.decode(data, "photo.jpg", used);
            assertThat(Arrays.copyOf(used.pixels(), used.length()))
                    .isEqualTo(Arrays.copyOf(fresh.pixels(), fresh.length()));
        } catch (ConfigException e) {
            if (String.valueOf(e.getMessage()).lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage());
            }
        }
    }

    /** EXIF data is parsed by us alone: nothing but an orientation leaves. */
    @FuzzTest(maxDuration = "20s")
    void nothingLeavesTheHeaderButItsOrientation(byte[] data) {
        JpegHeader header = JpegHeader.of(data);
        if (header.dataStart() < 0 || header.dataStart() > data.length) {
            throw new AssertionError("data begins at " + header.dataStart());
        }
        header.isWhole(data);
    }
}
