package drolt.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.RunLast;

/** Where the process starts: builds the commands, runs one, ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.getProperties().putIfAbsent("org.bytedeco.javacpp.logger", "slf4j"); // what it says is the log's
        Map<String, String> environment = System.getenv();
        ConsoleOptions console = new ConsoleOptions(
                Terminal.detect(environment),
                System.out,
                System.err,
                !environment.getOrDefault("NO_COLOR", "").isEmpty());
        int exitCode = run(console, arguments);
        String lost = lostOutput();
        if (lost != null) {
            System.err.println("drolt: what was to be printed is lost: " + lost);
            exitCode = exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode;
        }
        System.exit(exitCode);
    }

    /** Why standard output did not take all; null where it did, or where its reader has gone, as with {@code | head}. */
    private static @Nullable String lostOutput() {
        if (!System.out.checkError()) {
            return null;
        }
        try { // the stream keeps no cause, the next byte has the same one
            new FileOutputStream(FileDescriptor.out).write('\n');
            return "an error of the system";
        } catch (IOException e) {
            String cause = String.valueOf(e.getMessage());
            return cause.contains("Broken pipe") ? null : cause;
        }
    }

    /** Runs a command in this process and returns the exit code. */
    static int run(ConsoleOptions console, String... arguments) {
        OneLineErrors errors = new OneLineErrors(console);
        try {
            CommandLine drolt = DroltCommand.commandLine(console);
            // help is printed while options are still being read, so these two are looked up beforehand
            boolean uncoloured = List.of(arguments).contains("--no-color")
                    || List.of(arguments).contains("--plain");
            boolean colour = console.style().colour() && !uncoloured;
            return drolt.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF))
                    .setUsageHelpWidth(
                            Math.max(80, Math.min(120, console.style().columns())))
                    .setParameterExceptionHandler(errors)
                    .setExecutionExceptionHandler(errors)
                    .setExecutionStrategy(parsed -> {
                        console.applyToLog();
                        return new RunLast().execute(parsed);
                    })
                    .execute(arguments);
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError failure) {
            return errors.report(failure);
        }
    }
}
