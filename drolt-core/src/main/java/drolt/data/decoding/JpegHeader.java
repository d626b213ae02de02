package drolt.data.decoding;

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
                if (marker == APP1 && Exif.begins(file, at + 4, length - 2)) {
                    orientation = Exif.orientation(file, at + 4, length - 2);
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

    private static int value(byte[] file, int at) {
        return Byte.toUnsignedInt(file[at]);
    }
}
