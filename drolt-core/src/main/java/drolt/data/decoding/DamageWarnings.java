package drolt.data.decoding;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * The first warning of a reader that means damaged pixels: readers go on after those and fill in what is missing.
 *
 * <p>Warnings about colour profiles and other data beside the pixels are none, nor are a few spare bytes before a JPEG's
 * marker, which some cameras write.
 */
final class DamageWarnings implements IIOReadWarningListener {
    private static final int MOST_SPARE_BYTES = 16;
    private static final Pattern SPARE = Pattern.compile("(\\d+) extraneous bytes before marker");

    private @Nullable String first;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (first == null && meansDamage(warning)) {
            first = warning.lines().findFirst().orElse("").strip();
        }
    }

    private static boolean meansDamage(String warning) {
        Matcher spare = SPARE.matcher(warning);
        if (spare.find()) {
            return spare.group(1).length() > 9 || Integer.parseInt(spare.group(1)) > MOST_SPARE_BYTES;
        }
        String lower = warning.toLowerCase(Locale.ROOT);
        return Stream.of(
                        "profile", "metadata", "exif", "jfif", "adobe", "thumbnail", "icc", "colorspace", "color space")
                .noneMatch(lower::contains);
    }

    /** What the reader said; empty: nothing of that kind. */
    Optional<String> first() {
        return Optional.ofNullable(first);
    }
}
