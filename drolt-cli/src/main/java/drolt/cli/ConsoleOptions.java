package drolt.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import drolt.cli.output.OutputStyle;
import drolt.cli.output.ProgressLine;
import drolt.configuration.ConfigWriter;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes, and the output that obeys them.
 *
 * <p>One object for all commands: it is mixed into the first one, and the others inherit its options. Results go to
 * standard output; notes, warnings and progress to standard error.
 */
final class ConsoleOptions {
    private static final int LOG_INTERVAL_SECONDS = 10;

    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloursRefused;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this text.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option, not at the field
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Shows the log, and the stack of an error.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Shows results and errors only: no progress, no notes.")
    private boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours; NO_COLOR in the environment does the same.")
    private boolean noColor;

    @Option(names = "--plain", scope = ScopeType.INHERIT, description = "ASCII without colours, as in a pipe.")
    private boolean plain;

    /**
     * @param coloursRefused whether the environment holds NO_COLOR
     */
    ConsoleOptions(Terminal terminal, PrintStream out, PrintStream err, boolean coloursRefused) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
        this.coloursRefused = coloursRefused;
    }

    /** How results may look. */
    OutputStyle style() {
        return style(terminal.output());
    }

    private OutputStyle style(boolean onTerminal) {
        boolean fancy = onTerminal && !plain && !terminal.dumb();
        return new OutputStyle(fancy && terminal.unicode(), fancy && !noColor && !coloursRefused, terminal.columns());
    }

    /** Prints a line of the result. */
    void print(String line) {
        out.println(line);
    }

    /** Prints lines of the result, for example those of a table or chart in this console's {@link #style}. */
    void print(List<String> lines) {
        lines.forEach(out::println);
    }

    /** Prints a result for other programs: records, maps, lists and what they hold. */
    void printJson(Object value) {
        out.print(ConfigWriter.json(value));
    }

    /** Tells something beside the result; silent with --quiet. */
    void note(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** Tells that something may not be as the user wants it. */
    void warn(String line) {
        err.println("drolt: warning: " + line);
    }

    /** Prints the one line of something that ended a command without an exception. */
    void problem(String line) {
        err.println("drolt: " + line);
    }

    /** Prints the one line of an error, and with --verbose its stack. */
    void error(String line, Throwable cause) {
        err.println("drolt: " + line);
        if (verbose) {
            cause.printStackTrace(err);
        }
    }

    /**
     * Asks for consent on standard error.
     *
     * @param answers where a line is read
     * @return empty where nobody sees the question
     */
    Optional<Boolean> consent(String question, InputStream answers) {
        if (!terminal.errors()) {
            return Optional.empty();
        }
        err.print(question + " [y/N] ");
        err.flush();
        Scanner lines = new Scanner(answers, StandardCharsets.UTF_8);
        return Optional.of(lines.hasNextLine() && lines.nextLine().strip().matches("(?i)y|yes"));
    }

    boolean verbose() {
        return verbose;
    }

    /**
     * Starts showing how far a task is, on standard error.
     *
     * @param unit what is counted, in the plural
     * @param total how many there are; 0 where nobody knows
     */
    ProgressLine progress(String task, String unit, long total) {
        if (quiet) {
            return ProgressLine.silent(err);
        }
        return terminal.errors() && !plain && !terminal.dumb()
                ? ProgressLine.onTerminal(task, unit, total, style(true), err)
                : ProgressLine.plain(task, unit, total, LOG_INTERVAL_SECONDS, err, System::nanoTime);
    }

    /** Lets the log show as much as the options ask for. */
    void applyToLog() {
        if (verbose || quiet) { // else the log stays as it is configured, and unloaded until its first use
            Level level = verbose ? Level.DEBUG : Level.ERROR;
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                context.getLogger("drolt").setLevel(level);
            }
        }
    }
}
