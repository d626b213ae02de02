package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.configuration.ConfigException;
import drolt.experiment.ArmResult;
import drolt.experiment.RunEvaluation;
import drolt.experiment.RunResult;
import drolt.training.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists runs. */
@Command(
        name = "list",
        description = "Lists the runs in a folder.",
        footer = {"%nExamples:", "  drolt runs list", "  drolt runs list ~/experiments"})
final class RunsListCommand implements Callable<Integer> {
    private static final String USUAL = "runs";

    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<dir>",
            defaultValue = USUAL,
            description = "Folder; else ${DEFAULT-VALUE}.")
    private Path folder = Path.of(USUAL);

    RunsListCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> runs = runs();
        if (runs.isEmpty()) {
            console.print("no runs in " + folder + "; 'drolt train' makes one");
            return ExitCode.OK;
        }
        TextTable.Builder table = TextTable.withColumns(
                Column.left("run"), Column.left("state"), Column.left("best arm"), Column.right("accuracy"));
        for (Path run : runs) {
            addRow(table, run);
        }
        console.print(table.build().lines(console.style()));
        return ExitCode.OK;
    }

    private void addRow(TextTable.Builder table, Path run) {
        if (!Files.exists(run.resolve("result.json"))) {
            table.row(run.toString(), "not finished", "", "");
            return;
        }
        try {
            RunResult result = RunEvaluation.read(run);
            ArmResult best = result.arms().stream()
                    .max(Comparator.comparingDouble(arm -> arm.told().accuracy()))
                    .orElseThrow();
            String state = result.selection() == Selection.TEST ? "finished, selected on TEST" : "finished";
            table.row(
                    run.toString(),
                    state,
                    best.name(),
                    ResultTable.percent(best.told().accuracy()));
        } catch (ConfigException e) {
            table.row(run.toString(), "damaged", "", "");
        }
    }

    private List<Path> runs() {
        if (Files.exists(folder.resolve("run.json"))) {
            throw new ConfigException(folder + ": is itself a run; 'drolt runs show " + folder + "' shows it");
        }
        if (!Files.isDirectory(folder)) {
            if (folder.equals(Path.of(USUAL))) {
                return List.of(); // nobody named it, and nothing was trained yet
            }
            throw new ConfigException(folder + ": there is no such folder; name the one that holds the runs");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("run.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
