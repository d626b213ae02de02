package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.RunComparison;
import drolt.io.AtomicFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts finished runs into one table. */
@Command(
        name = "compare",
        header = "Puts finished runs into one table.",
        description = "Puts finished runs into one table: each arm's mean and deviation over seeds.",
        footer = {
            "%nArms of the same name and, but for the seed, the same recipe are one row. Accuracies are in percent.",
            "%nExamples:",
            "  drolt compare runs/seed1 runs/seed2 runs/seed3",
            "  drolt compare runs/seed1 runs/seed2 --baseline CE --format latex --output table.tex"
        })
final class CompareCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(arity = "1..*", paramLabel = "<run>", description = "Folders of the runs, or their names in runs.")
    private List<Path> runs = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "<arm>",
            description = "Adds every other arm's paired differences from this one, with a t-test over the seeds.")
    private @Nullable String baseline;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            completionCandidates = CompletionWords.TableForms.class,
            defaultValue = "text",
            description = "text, markdown, csv, latex or json; else ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "Writes to a file instead of printing.")
    private @Nullable Path output;

    CompareCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ComparisonTable table = RunComparison.of(ComparedRuns.read(RunNames.find(runs)), baseline);
        if (output == null) {
            console.print(format.of(table, console.style()).stripTrailing());
        } else {
            AtomicFiles.writeString(output, format.of(table, OutputStyle.PLAIN));
        }
        return ExitCode.OK;
    }
}
