package drolt.data.decoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that can be read, known by their first bytes, whatever a file is called. */
enum ImageFormat {
    JPEG(List.of("jpg", "jpeg"), 0, 0xff, 0xd8, 0xff),
    PNG(List.of("png"), 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
    WEBP(List.of("webp"), 8, 'W', 'E', 'B', 'P'), // after RIFF and a length
    BMP(List.of("bmp"), 0, 'B', 'M'),
    GIF(List.of("gif"), 0, 'G', 'I', 'F', '8');

    @SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
    private final List<String> extensions;

    private final int offset;

    @SuppressWarnings("ImmutableEnumChecker") // never leaves
    private final int[] magic;

    ImageFormat(List<String> extensions, int offset, int... magic) {
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

    private boolean begins(byte[] file) {
        for (int at = 0; at < magic.length; at++) {
            if (offset + at >= file.length || Byte.toUnsignedInt(file[offset + at]) != magic[at]) {
                return false;
            }
        }
        return true;
    }
}
