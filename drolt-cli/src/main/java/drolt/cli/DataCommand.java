package drolt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about data sets; alone it shows them. */
@Command(name = "data", description = "Lists, downloads and inspects data sets.")
final class DataCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Spec
    private CommandSpec spec;

    DataCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
