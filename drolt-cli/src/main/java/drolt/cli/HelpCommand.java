package drolt.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what {@code --help} prints. Picocli's own would bring a second {@code -h}. */
@Command(
        name = "help",
        header = "Shows what a command does and takes.",
        description = "Shows what a command does and takes.",
        footer = {"%nExamples:", "  drolt help data list"})
final class HelpCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(paramLabel = "<command>", description = "The command, with its group before it; none: all commands.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    HelpCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = next;
        }
        console.print(command.getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
