package drolt.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command without a name: it shows the others. */
@Command(
        name = "drolt",
        header = "Long-tailed image recognition with the distributional robustness loss.",
        footer = {"%nExamples:", "  drolt train photos --time 30m", "  drolt help train"},
        versionProvider = VersionProvider.class)
final class DroltCommand implements Callable<Integer> {
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
        drolt.addSubcommand(new InitCommand(console));
        drolt.addSubcommand(new EvaluateCommand(console));
        drolt.addSubcommand(new PredictCommand(console, System.in));
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
                console,
                "runs",
                "Lists, shows and removes runs.",
                new RunsListCommand(console),
                new RunsShowCommand(console),
                new RunsRemoveCommand(console, System.in)));
        drolt.addSubcommand(new BoardCommand(console));
        drolt.addSubcommand(new BenchCommand(console));
        drolt.addSubcommand(new ConfigCommand(console));
        drolt.addSubcommand(new DoctorCommand(console));
        drolt.addSubcommand(new CompletionCommand(console));
        drolt.addSubcommand(new VersionCommand(console));
        drolt.addSubcommand(new HelpCommand(console));

        drolt.registerConverter(Path.class, DroltCommand::path);
        HelpLayout.of(drolt);
        EnumWords.register(drolt);
        return drolt.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** An empty path would be the working folder, and comes of a variable that is not set. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("the path is empty; write . for the working folder");
        }
        return Path.of(text);
    }

    @Override
    public Integer call() {
        console.print(spec.commandLine().getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
