package drolt.data.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The parts of a PNG, WebP or GIF file, of which the decoders say nothing: orientation, and whether they fit together.
 *
 * <p>Never fails: whatever makes no sense ends the walk. Sources: PNG (third edition), 5.3 and 11.3.4.5; the WebP
 * container specification; GIF89a.
 */
final class Chunks {
    private static final int PNG_FIRST = 8;
    private static final int PNG_FRAME = 12; // length, name, checksum
    private static final int WEBP_FIRST = 12;
    private static final int WEBP_FRAME = 8; // name, length

    private Chunks() {}

    /** The orientation of a PNG, from its chunk eXIf. */
    static Orientation pngOrientation(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        for (int at = PNG_FIRST; isPngChunk(bytes, at); at += PNG_FRAME + bytes.getInt(at)) {
            if (isNamed(bytes, at + 4, "eXIf")) {
                return Exif.orientation(file, at + 8, bytes.getInt(at));
            }
        }
        return Orientation.UPRIGHT;
    }

    /** Whether the checksum of every chunk of a PNG, as far as they go on, is right. */
    static boolean pngIsWhole(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        for (int at = PNG_FIRST; isPngChunk(bytes, at); at += PNG_FRAME + bytes.getInt(at)) {
            CRC32 checksum = new CRC32();
            checksum.update(file, at + 4, 4 + bytes.getInt(at));
            if ((int) checksum.getValue() != bytes.getInt(at + 8 + bytes.getInt(at))) {
                return false;
            }
            if (isNamed(bytes, at + 4, "IEND")) {
                return true; // what lies behind it is no part of the image
            }
        }
        return false;
    }

    /** Whether no chunk of a WebP is longer than what is left of the file. */
    static boolean webpIsWhole(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long end = Integer.toUnsignedLong(bytes.getInt(4)) + 8;
        long at = WEBP_FIRST;
        while (at + WEBP_FRAME <= Math.min(end, file.length)) {
            long length = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
            at += WEBP_FRAME + length + length % 2; // padded to an even length
        }
        return at <= Math.min(end, file.length) + 1; // some writers leave the last padding out
    }

    /** Whether the blocks of a GIF follow one another to its end mark. */
    static boolean gifIsWhole(byte[] file) {
        try {
            int at = 13 + colours(file[10]);
            while (true) {
                switch (file[at]) {
                    case 0x21 -> at = afterBlocks(file, at + 2);
                    case 0x2c -> at = afterBlocks(file, at + 11 + colours(file[at + 9]));
                    default -> {
                        return file[at] == 0x3b;
                    }
                }
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Bytes of a GIF's table of colours. */
    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterBlocks(byte[] file, int first) {
        int at = first;
        while (file[at] != 0) {
            at += 1 + Byte.toUnsignedInt(file[at]);
        }
        return at + 1;
    }

    /** The orientation of a WebP, from its chunk EXIF. */
    static Orientation webpOrientation(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = WEBP_FIRST;
        while (at + WEBP_FRAME <= file.length) {
            long length = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
            if (at + WEBP_FRAME + length > file.length) {
                break;
            }
            if (isNamed(bytes, (int) at, "EXIF")) {
                return Exif.orientation(file, (int) at + WEBP_FRAME, (int) length);
            }
            at += WEBP_FRAME + length + length % 2;
        }
        return Orientation.UPRIGHT;
    }

    private static boolean isPngChunk(ByteBuffer bytes, int at) {
        return at + PNG_FRAME <= bytes.limit()
                && bytes.getInt(at) >= 0
                && bytes.getInt(at) <= bytes.limit() - at - PNG_FRAME;
    }

    private static boolean isNamed(ByteBuffer bytes, int at, String name) {
        for (int letter = 0; letter < name.length(); letter++) {
            if (bytes.get(at + letter) != name.charAt(letter)) {
                return false;
            }
        }
        return true;
    }
}
