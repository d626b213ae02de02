package drolt.data.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Whether an image file ends as one of its format does: where one is cut short shows there, without its being decoded. */
final class FileEnds {
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final byte[] GIF_END = {0x3b};

    private FileEnds() {}

    /**
     * Whether the file ends as one of this format does, or has the length that it says it has. One that does not may
     * still be whole, with something behind the image, and of a TIFF nothing shows: only decoding tells.
     */
    static boolean endAs(ImageFormat format, byte[] file) {
        return switch (format) {
            case JPEG -> endWith(JPEG_END, file);
            case PNG -> endWith(PNG_END, file);
            case GIF -> endWith(GIF_END, file);
            case WEBP -> holds(Integer.BYTES, 2L * Integer.BYTES, file); // RIFF's length leaves out the first eight
            case BMP -> holds(2, 0, file);
            case TIFF -> false;
        };
    }

    private static boolean endWith(byte[] mark, byte[] file) {
        int from = file.length - mark.length;
        return from >= 0 && Arrays.equals(file, from, file.length, mark, 0, mark.length);
    }

    private static boolean holds(int place, long more, byte[] file) {
        if (file.length < place + Integer.BYTES) {
            return false;
        }
        long told = Integer.toUnsignedLong(
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(place));
        return told > 0 && told + more <= file.length;
    }
}
