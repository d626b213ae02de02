package drolt.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the standard streams lead to, as the launcher saw it; a JVM alone cannot tell.
 *
 * @param output whether standard output is a terminal
 * @param errors whether standard error is a terminal
 * @param columns width of the terminal
 * @param unicode whether the streams' encoding holds more than ASCII
 * @param dumb whether it understands no escape sequences, so that it gets what a pipe gets
 */
record Terminal(boolean output, boolean errors, int columns, boolean unicode, boolean dumb) {
    private static final int USUAL_COLUMNS = 80;

    /** Neither stream is a terminal. */
    static final Terminal NONE = new Terminal(false, false, USUAL_COLUMNS, false);

    /** One that understands escape sequences. */
    Terminal(boolean output, boolean errors, int columns, boolean unicode) {
        this(output, errors, columns, unicode, false);
    }

    /** Reads what the launcher passed; without a launcher there is no terminal. */
    static Terminal detect(Map<String, String> environment) {
        String streams = System.getProperty("drolt.terminal", "");
        return new Terminal(
                streams.contains("output"),
                streams.contains("errors"),
                columns(System.getProperty("drolt.terminal.columns", "")),
                holdsLines(encoding()),
                environment.getOrDefault("TERM", "dumb").matches("|dumb"));
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : USUAL_COLUMNS;
    }

    /** The encoding of standard output; JDK 17 knows it under another name, and not where it is no terminal. */
    private static Charset encoding() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        return name.isEmpty() || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }

    private static boolean holdsLines(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode("─█━┈▏…");
    }
}
