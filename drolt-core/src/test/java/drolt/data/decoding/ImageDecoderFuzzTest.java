package drolt.data.decoding;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import drolt.data.RgbImage;

/** Whatever bytes stand in a file: an image, or a {@link ConfigException} of one line. */
class ImageDecoderFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheDecoder(byte[] data) {
        try {
            ImageDecoder.decode(data, "photo.jpg", new RgbImage());
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
