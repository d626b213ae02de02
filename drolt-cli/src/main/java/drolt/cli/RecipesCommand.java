package drolt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about recipes; alone it shows them. */
@Command(
        name = "recipes",
        description = "Lists, shows and checks recipes.",
        synopsisSubcommandLabel = "<command>",
        commandListHeading = "%nCommands:%n")
final class RecipesCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Spec
    private CommandSpec spec;

    RecipesCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
