package drolt.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command without a name: it shows the others. */
@Command(
        name = "drolt",
        header = "Long-tailed image recognition: trains and measures, with the distributional robustness loss.",
        versionProvider = VersionProvider.class)
final class DroltCommand implements Callable<Integer> {
    private static final String EXAMPLE = "  drolt ";

    @Mixin
    private final ConsoleOptions console;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the versions, as 'drolt version' does.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option, not at the field
    private boolean version;

    @Spec
    private CommandSpec spec;

    private DroltCommand(ConsoleOptions console) {
        this.console = console;
    }

    /** All commands. A new one is one line here. */
    static CommandLine commandLine(ConsoleOptions console) {
        CommandLine drolt = new CommandLine(new DroltCommand(console));
        drolt.addSubcommand(new TrainCommand(console));
        drolt.addSubcommand(new EvaluateCommand(console));
        drolt.addSubcommand(new PredictCommand(console));
        drolt.addSubcommand(new ExportCommand(console));
        drolt.addSubcommand(new CompareCommand(console));
        drolt.addSubcommand(new ReportCommand(console));
        drolt.addSubcommand(AnalyzeCommand.commandLine(console));
        drolt.addSubcommand(new ReproduceCommand(console));
        drolt.addSubcommand(new TuneCommand(console));
        drolt.addSubcommand(CommandGroup.of(
                console,
                "recipes",
                "Lists, shows and checks recipes.",
                new RecipesListCommand(console),
                new RecipesShowCommand(console),
                new RecipesCheckCommand(console)));
        drolt.addSubcommand(CommandGroup.of(
                console,
                "data",
                "Lists, downloads and inspects data sets.",
                new DataListCommand(console),
                new DataDownloadCommand(console),
                new DataInspectCommand(console)));
        drolt.addSubcommand(CommandGroup.of(
                console, "runs", "Lists and shows runs.", new RunsListCommand(console), new RunsShowCommand(console)));
        drolt.addSubcommand(new BoardCommand(console));
        drolt.addSubcommand(new BenchCommand(console));
        drolt.addSubcommand(new ConfigCommand(console));
        drolt.addSubcommand(new DoctorCommand(console));
        drolt.addSubcommand(new VersionCommand(console));
        drolt.addSubcommand(new HelpCommand(console));

        drolt.registerConverter(Path.class, DroltCommand::path);
        layOutHelp(drolt);
        drolt.getCommandSpec().usageMessage().footer(footer(drolt));
        return drolt.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** An empty path would be the working folder, and comes of a variable that is not set. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("the path is empty; write . for the working folder");
        }
        return Path.of(text);
    }

    /** Commands before options, headings over both, and a synopsis without the options. */
    private static void layOutHelp(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        List<String> commandList =
                List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        keys.removeAll(commandList);
        keys.addAll(keys.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), commandList);
        usage.sectionKeys(keys)
                .abbreviateSynopsis(true)
                .synopsisSubcommandLabel("<command>")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n");
        command.getSubcommands().values().forEach(DroltCommand::layOutHelp);
    }

    /** The first example of every command. */
    private static String[] footer(CommandLine drolt) {
        Stream<String> examples = drolt.getSubcommands().values().stream()
                .flatMap(DroltCommand::leaves)
                .flatMap(command -> examples(command).limit(1));
        return Stream.concat(Stream.of("", "Examples:"), examples).toArray(String[]::new);
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(DroltCommand::leaves);
    }

    /** The lines of a command's footer that are examples of its use. */
    static Stream<String> examples(CommandLine command) {
        return Stream.of(command.getCommandSpec().usageMessage().footer()).filter(line -> line.startsWith(EXAMPLE));
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
