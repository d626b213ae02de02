package drolt.data.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the camera was held, from EXIF data: a TIFF structure, before which "Exif" may stand.
 *
 * <p>Never fails: whatever makes no sense is as good as absent. Source: EXIF 2.3, 4.6.4, tag 274.
 */
final class Exif {
    private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;
    private static final int ENTRY_BYTES = 12;

    private Exif() {}

    /** Whether a part of a file begins with "Exif" and two zeros. */
    static boolean begins(byte[] file, int start, int length) {
        if (length < PREFIX.length || start + PREFIX.length > file.length) {
            return false;
        }
        for (int at = 0; at < PREFIX.length; at++) {
            if (file[start + at] != PREFIX[at]) {
                return false;
            }
        }
        return true;
    }

    /** The orientation that a part of a file holds: byte order, the first directory's place, its entries. */
    static Orientation orientation(byte[] file, int start, int length) {
        int skipped = begins(file, start, length) ? PREFIX.length : 0;
        try {
            ByteBuffer tiff =
                    ByteBuffer.wrap(file, start + skipped, length - skipped).slice();
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
            return Orientation.UPRIGHT; // a place outside the part
        }
        return Orientation.UPRIGHT;
    }
}
