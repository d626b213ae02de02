package drolt.configuration;

import java.util.Collection;
import java.util.List;

/** How what a user wrote is shown again in a message of one line. */
final class Quoting {
    private static final int LONGEST = 100;
    private static final int LONGEST_LIST = 24;

    private Quoting() {}

    /** The text without line breaks and control characters, cut where it is too long to read. */
    static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST) {
                return shown.append("...").toString();
            }
            char c = text.charAt(i);
            boolean breaksLines = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            shown.append(breaksLines ? ' ' : c);
        }
        return shown.toString();
    }

    /** The text between single quotation marks, cut. */
    static String quote(String text) {
        return "'" + cut(text) + "'";
    }

    /** The names one after another, cut where they are too many to read. */
    static String list(Collection<String> names) {
        if (names.size() <= LONGEST_LIST) {
            return String.join(", ", names);
        }
        List<String> first = names.stream().limit(LONGEST_LIST).toList();
        return String.join(", ", first) + ", ... (" + names.size() + " in all)";
    }
}
