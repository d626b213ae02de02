package drolt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands about one thing under one name; the name alone shows them. */
@Command
final class CommandGroup implements Callable<Integer> {
    private final ConsoleOptions console;

    @Spec
    private CommandSpec spec;

    private CommandGroup(ConsoleOptions console) {
        this.console = console;
    }

    static CommandLine of(ConsoleOptions console, String name, String description, Object... commands) {
        CommandLine group = new CommandLine(new CommandGroup(console));
        group.getCommandSpec().name(name).usageMessage().header(description).description(description);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
