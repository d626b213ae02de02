package drolt.cli;

import drolt.tensor.Engine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints versions. */
@Command(
        name = "version",
        header = "Prints versions.",
        description = "Prints the versions of drolt, of its engine and of Java.",
        footer = {"%nExamples:", "  drolt version", "  drolt version --json"})
final class VersionCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** What other programs read. */
    private record Content(String drolt, String engine, String platform, String java) {}

    VersionCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json.given()) {
            String java = Runtime.version().toString();
            console.printJson(new Content(VersionProvider.drolt(), Engine.version(), Engine.platform(), java));
        } else {
            console.print(List.of(new VersionProvider().getVersion()));
        }
        return ExitCode.OK;
    }
}
