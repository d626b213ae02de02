package drolt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about runs; alone it shows them. */
@Command(
        name = "runs",
        description = "Lists and shows runs.",
        synopsisSubcommandLabel = "<command>",
        commandListHeading = "%nCommands:%n")
final class RunsCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Spec
    private CommandSpec spec;

    RunsCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
