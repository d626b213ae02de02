package drolt.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints versions. */
@Command(
        name = "version",
        header = "Prints versions.",
        description = "Prints the versions of drolt, of its engine and of Java.",
        footer = {"%nExamples:", "  drolt version"})
final class VersionCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    VersionCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(List.of(new VersionProvider().getVersion()));
        return ExitCode.OK;
    }
}
