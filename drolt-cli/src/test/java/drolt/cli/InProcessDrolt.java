package drolt.cli;

import java.io.PrintStream;

/** A drolt in this JVM, for tests in other packages that run thousands of commands. */
public final class InProcessDrolt {
    private InProcessDrolt() {}

    /** Runs a command, whose output is no terminal, and returns its exit code. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return Main.run(new ConsoleOptions(Terminal.NONE, out, err, true), arguments);
    }
}
