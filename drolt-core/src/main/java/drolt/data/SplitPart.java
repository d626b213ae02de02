package drolt.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an image is for, by the words that folders and tables use for it, capitals or not. */
enum SplitPart {
    TRAIN("train|training"),
    VALIDATION("val|valid|validation"),
    TEST("test|testing");

    private final Pattern words;

    SplitPart(String words) {
        this.words = Pattern.compile(words);
    }

    /** Which one a word means; empty: none. */
    static Optional<SplitPart> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (SplitPart part : values()) {
            if (part.words.matcher(lower).matches()) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** As messages call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
