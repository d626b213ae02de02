package drolt.data.decoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the decoder does not report of a JPEG file: how the camera was held, whether the file is whole, and whether all
 * readers read it alike.
 *
 * <p>Never fails: whatever makes no sense is as good as absent.
 *
 * @param orientation from EXIF (tag 0x0112 of the first directory)
 * @param dataStart where compressed pixels begin; the file's length if there are none
 * @param isPlain a JFIF file of 8 bits, grey or YCbCr, without colour profile or Adobe's segment: nothing in it leaves a
 *     reader to guess its colours. Its version begins with 1: of others the platform's reader warns, and libjpeg, which
 *     tells of the first thing only, then keeps silent about damage
 */
record JpegHeader(Orientation orientation, int dataStart, boolean isPlain) {
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2; // colour profiles
    private static final int APP14 = 0xee; // Adobe's
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;

    /** Reads the segments up to the first scan. */
    static JpegHeader of(byte[] file) {
        Orientation orientation = Orientation.UPRIGHT;
        boolean jfif = false;
        boolean frame = false;
        boolean odd = false;
        int at = 2;
        while (at + 4 <= file.length && value(file, at) == 0xff) {
            int marker = value(file, at + 1);
            if (marker == 0xff) { // any number of them may stand before a marker
                at++;
            } else if (marker == START_OF_SCAN) {
                return new JpegHeader(orientation, at, jfif && frame && !odd);
            } else if ((marker >= 0xd0 && marker <= START_OF_IMAGE) || marker == 0x01) { // these have no length
                at += 2;
            } else {
                int length = (value(file, at + 2) << 8) | value(file, at + 3);
                if (length < 2 || at + 2 + length > file.length) {
                    break;
                }
                if (marker == APP1 && Exif.begins(file, at + 4, length - 2)) {
                    orientation = Exif.orientation(file, at + 4, length - 2);
                }
                jfif |= marker == APP0 && at == 2 && begins(file, at + 4, length - 2, "JFIF\0\1");
                frame |= marker >= BASELINE && marker <= PROGRESSIVE && isGreyOrYcc(file, at + 4, length - 2);
                odd |= marker == APP2 || marker == APP14;
                at += 2 + length;
            }
        }
        return new JpegHeader(orientation, file.length, false);
    }

    /** Whether the pixels have an end. A file that was cut short has none, and decoders fill the rest with grey. */
    boolean isWhole(byte[] file) {
        for (int at = file.length - 2; at >= dataStart; at--) {
            if (value(file, at) == 0xff && value(file, at + 1) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    /** Of a frame's header: 8 bits, and one component or three that are called 1, 2 and 3, as JFIF asks. */
    private static boolean isGreyOrYcc(byte[] file, int at, int length) {
        if (length < 6 || value(file, at) != 8) {
            return false;
        }
        int components = value(file, at + 5);
        boolean complete = length == 6 + 3 * components;
        return complete
                && (components == 1
                        || (components == 3
                                && value(file, at + 6) == 1
                                && value(file, at + 9) == 2
                                && value(file, at + 12) == 3));
    }

    private static boolean begins(byte[] file, int at, int length, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        return length >= expected.length && Arrays.equals(file, at, at + expected.length, expected, 0, expected.length);
    }

    private static int value(byte[] file, int at) {
        return Byte.toUnsignedInt(file[at]);
    }
}
