package drolt.cli.output;

/**
 * How many columns of a terminal a text takes.
 *
 * <p>Combining marks take none, the ideographic, Hangul and emoji blocks two, everything else one. Names of classes come
 * from foreign files; {@link #clean} makes them safe to print.
 */
final class DisplayWidth {
    private DisplayWidth() {}

    /** Columns of a text without control characters. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::ofCodePoint).sum();
    }

    private static int ofCodePoint(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    private static boolean isWide(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x115f) // Hangul, leading consonants
                || (codePoint >= 0x2e80 && codePoint <= 0xa4cf) // ideographs, kana
                || (codePoint >= 0xac00 && codePoint <= 0xd7a3) // Hangul syllables
                || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
                || (codePoint >= 0xff00 && codePoint <= 0xff60) // full-width forms
                || (codePoint >= 0x1f300 && codePoint <= 0x1faff) // emoji
                || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    }

    /** The text with each control character, line breaks and escapes among them, replaced by a question mark. */
    static String clean(String text) {
        return text.chars().noneMatch(Character::isISOControl) ? text : text.replaceAll("\\p{Cntrl}", "?");
    }

    /** The text cut to a width, its end marked where something was cut. */
    static String cut(String text, int columns, boolean unicode) {
        if (of(text) <= columns) {
            return text;
        }
        String mark = unicode ? "…" : "..";
        StringBuilder kept = new StringBuilder();
        int room = columns - mark.length();
        for (int codePoint : text.codePoints().toArray()) {
            room -= ofCodePoint(codePoint);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append(mark).toString();
    }

    /** The text followed by spaces up to a width. */
    static String padEnd(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text after spaces up to a width. */
    static String padStart(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }
}
