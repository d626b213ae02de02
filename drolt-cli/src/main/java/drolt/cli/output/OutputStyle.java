package drolt.cli.output;

/**
 * How text may look where it is going.
 *
 * @param unicode whether rules and bars may be drawn with more than ASCII
 * @param colour whether escape sequences for bold and colour are understood
 * @param columns width in characters, at least 20
 */
public record OutputStyle(boolean unicode, boolean colour, int columns) {
    private static final int NARROWEST = 20;

    /** ASCII without escape sequences, 80 columns: what a file or a pipe gets. */
    public static final OutputStyle PLAIN = new OutputStyle(false, false, 80);

    public OutputStyle {
        columns = Math.max(NARROWEST, columns);
    }

    /** The text in bold, where this style has colours. */
    public String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** The text dimmed, where this style has colours. */
    public String faint(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
