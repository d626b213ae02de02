package drolt.data.decoding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats of images that are not read, so that a message can call them by their names. */
enum UnreadFormat {
    HEIC("HEIC", List.of("heic", "heif", "hif"), List.of("heic", "heix", "mif1", "msf1", "hevc")),
    AVIF("AVIF", List.of("avif"), List.of("avif", "avis")),
    JPEG_XL("JPEG XL", List.of("jxl"), List.of()),
    JPEG_2000("JPEG 2000", List.of("jp2", "j2k", "jpx"), List.of()),
    RAW("camera raw", List.of("dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf"), List.of()),
    PSD("Photoshop", List.of("psd"), List.of()),
    SVG("SVG", List.of("svg"), List.of());

    private static final int BRAND = 8;

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
    private final List<String> extensions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> brands;

    UnreadFormat(String title, List<String> extensions, List<String> brands) {
        this.title = title;
        this.extensions = extensions;
        this.brands = brands;
    }

    /** The format that a name's ending stands for. */
    static Optional<UnreadFormat> ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> format.extensions.contains(ending))
                .findFirst();
    }

    /** The format that a file's first bytes tell: behind a length, {@code ftyp} and a brand. */
    static Optional<UnreadFormat> ofBytes(byte[] file) {
        if (file.length < BRAND + 4) {
            return Optional.empty();
        }
        String type = new String(file, 4, BRAND, StandardCharsets.ISO_8859_1);
        return Stream.of(values())
                .filter(format -> type.startsWith("ftyp") && format.brands.contains(type.substring(4)))
                .findFirst();
    }

    /** What messages call it. */
    String title() {
        return title;
    }
}
