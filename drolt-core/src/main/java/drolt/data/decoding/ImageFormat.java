package drolt.data.decoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that can be read, known by their first bytes, whatever a file is called. */
enum ImageFormat {
    JPEG("JPEG", List.of("jpg", "jpeg"), 0, 0xff, 0xd8, 0xff),
    PNG("PNG", List.of("png"), 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
    WEBP("WebP", List.of("webp"), 8, 'W', 'E', 'B', 'P'), // after RIFF and a length
    BMP("BMP", List.of("bmp"), 0, 'B', 'M'),
    GIF("GIF", List.of("gif"), 0, 'G', 'I', 'F', '8'),
    TIFF("TIFF", List.of("tif", "tiff"), 0, 'I', 'I', 42, 0);

    private static final byte[] BIG_ENDIAN_TIFF = {'M', 'M', 0, 42};

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
    private final List<String> extensions;

    private final int offset;

    @SuppressWarnings("ImmutableEnumChecker") // never leaves
    private final int[] magic;

    ImageFormat(String title, List<String> extensions, int offset, int... magic) {
        this.title = title;
        this.extensions = extensions;
        this.offset = offset;
        this.magic = magic;
    }

    static Optional<ImageFormat> of(byte[] file) {
        return Arrays.stream(values()).filter(format -> format.begins(file)).findFirst();
    }

    /** Endings of names that stand for an image, in lower case. */
    static List<String> allExtensions() {
        return Arrays.stream(values())
                .flatMap(format -> format.extensions.stream())
                .toList();
    }

    /** All of them, in words that end in "or". */
    static String allTitles() {
        String last = values()[values().length - 1].title;
        return Arrays.stream(values())
                        .map(format -> format.title)
                        .filter(title -> !title.equals(last))
                        .collect(Collectors.joining(", "))
                + " or " + last;
    }

    private boolean begins(byte[] file) {
        if (this == TIFF && file.length >= BIG_ENDIAN_TIFF.length && Arrays.equals(file, 0, 4, BIG_ENDIAN_TIFF, 0, 4)) {
            return true;
        }
        for (int at = 0; at < magic.length; at++) {
            if (offset + at >= file.length || Byte.toUnsignedInt(file[offset + at]) != magic[at]) {
                return false;
            }
        }
        return true;
    }
}
