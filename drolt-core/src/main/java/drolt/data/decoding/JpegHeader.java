package drolt.data.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the decoder does not tell of a JPEG file: how the camera was held, and whether the file is whole.
 *
 * <p>Never fails: whatever makes no sense is as good as absent.
 *
 * @param orientation from EXIF (tag 0x0112 of the first directory)
 * @param dataStart where compressed pixels begin; the file's length if there are none
 */
record JpegHeader(Orientation orientation, int dataStart) {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;
    private static final int ENTRY_BYTES = 12;

    /** Reads the segments up to the first scan. */
    static JpegHeader of(byte[] file) {
        Orientation orientation = Orientation.UPRIGHT;
        int at = 2;
        while (at + 4 <= file.length && value(file, at) == 0xff) {
            int marker = value(file, at + 1);
            if (marker == 0xff) { // any number of them may stand before a marker
                at++;
            } else if (marker == START_OF_SCAN) {
                return new JpegHeader(orientation, at);
            } else if ((marker >= 0xd0 && marker <= START_OF_IMAGE) || marker == 0x01) { // these have no length
                at += 2;
            } else {
                int length = (value(file, at + 2) << 8) | value(file, at + 3);
                if (length < 2 || at + 2 + length > file.length) {
                    break;
                }
                if (marker == APP1 && isExif(file, at + 4, length - 2)) {
                    orientation = orientation(file, at + 4 + EXIF.length, length - 2 - EXIF.length);
                }
                at += 2 + length;
            }
        }
        return new JpegHeader(orientation, file.length);
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

    private static boolean isExif(byte[] file, int start, int length) {
        if (length < EXIF.length) {
            return false;
        }
        for (int at = 0; at < EXIF.length; at++) {
            if (file[start + at] != EXIF[at]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a TIFF structure: byte order, the first directory's place, its entries. */
    private static Orientation orientation(byte[] file, int start, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(file, start, length).slice();
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = Short.toUnsignedInt(tiff.getShort(directory));
            for (int entry = 0; entry < entries; entry++) {
                int at = directory + 2 + entry * ENTRY_BYTES;
                if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION_TAG && tiff.getShort(at + 2) == SHORT_TYPE) {
                    return Orientation.ofExif(Short.toUnsignedInt(tiff.getShort(at + 8)));
                }
            }
        } catch (IndexOutOfBoundsException e) {
            return Orientation.UPRIGHT; // a place outside the segment
        }
        return Orientation.UPRIGHT;
    }

    private static int value(byte[] file, int at) {
        return Byte.toUnsignedInt(file[at]);
    }
}
