package drolt.configuration;

/**
 * Text from anywhere as one line that a terminal shows as it is: every message that a user sees passes through here.
 *
 * <p>Line breaks, tabs, control characters and marks that turn the direction of writing become spaces, and what is too
 * long to read loses its middle: what is wrong stands at the beginning of a message, how to mend it at the end.
 */
public final class OneLine {
    private static final int LONGEST = 1200;
    private static final int END = 400;
    private static final String GAP = " ... ";

    private OneLine() {}

    /** The text in one line, cut; the same text where it is one already. */
    public static String of(String text) {
        String shown = text.length() > LONGEST
                ? text.substring(0, LONGEST - END - GAP.length()) + GAP + text.substring(text.length() - END)
                : text;
        StringBuilder line = new StringBuilder(shown.length());
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (isShown(c)) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    private static boolean isShown(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
