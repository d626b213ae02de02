package drolt.cli;

/** Words for a shell. */
final class ShellWord {
    private static final String HARMLESS = "[A-Za-z0-9_@%+=:,./-]+";

    private ShellWord() {}

    /** The text as one word, quoted where it must be. */
    static String of(String text) {
        return text.matches(HARMLESS) ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
