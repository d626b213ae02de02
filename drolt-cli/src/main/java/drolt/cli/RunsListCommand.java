package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.configuration.ConfigException;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists runs. */
@Command(
        name = "list",
        header = "Lists the runs in a folder.",
        description = "Lists the runs in a folder.",
        footer = {"%nExamples:", "  drolt runs list", "  drolt runs list ~/experiments --json"})
final class RunsListCommand implements Callable<Integer> {
    private static final String USUAL = "runs";

    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<dir>",
            defaultValue = USUAL,
            description = "Folder; else ${DEFAULT-VALUE}.")
    private Path folder = Path.of(USUAL);

    @Mixin
    private final JsonOption json = new JsonOption();

    /**
     * A run as it stands.
     *
     * @param state finished, not finished or damaged
     * @param recipe null as all below, where there is no result
     * @param selection which epochs were kept; test means that the test set chose them
     */
    private record Listed(
            String run,
            String state,
            @Nullable String recipe,
            @Nullable Long seed,
            @Nullable Selection selection,
            List<Accuracies> arms) {}

    /**
     * An arm's accuracies.
     *
     * @param accuracy a fraction, as all of them
     * @param many null where there are no such classes
     */
    private record Accuracies(
            String name,
            double accuracy,
            @Nullable Double many,
            @Nullable Double med,
            @Nullable Double few) {}

    RunsListCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Listed> runs = runs().stream().map(RunsListCommand::look).toList();
        if (json.given()) {
            console.printJson(runs);
            return ExitCode.OK;
        }
        if (runs.isEmpty()) {
            console.print("no runs in " + folder + "; 'drolt train' makes one");
            return ExitCode.OK;
        }
        TextTable.Builder table = TextTable.withColumns(
                Column.left("run"), Column.left("state"), Column.left("best arm"), Column.right("accuracy"));
        runs.forEach(run -> addRow(table, run));
        console.print(table.build().lines(console.style()));
        return ExitCode.OK;
    }

    private static void addRow(TextTable.Builder table, Listed run) {
        Accuracies best = run.arms().stream()
                .max(Comparator.comparingDouble(Accuracies::accuracy))
                .orElse(null);
        if (best == null) {
            table.row(run.run(), run.state(), "", "");
        } else {
            String state = run.selection() == Selection.TEST ? run.state() + ", selected on TEST" : run.state();
            table.row(run.run(), state, best.name(), ResultTable.percent(best.accuracy()));
        }
    }

    private static Listed look(Path run) {
        if (!Files.exists(run.resolve("result.json"))) {
            return unmeasured(run, "not finished");
        }
        try {
            RunResult result = RunResult.ofRun(run);
            List<Accuracies> arms = result.arms().stream()
                    .map(arm -> new Accuracies(
                            arm.name(),
                            arm.told().accuracy(),
                            arm.told().many(),
                            arm.told().med(),
                            arm.told().few()))
                    .toList();
            return new Listed(run.toString(), "finished", result.recipe(), result.seed(), result.selection(), arms);
        } catch (ConfigException e) {
            return unmeasured(run, "damaged");
        }
    }

    private static Listed unmeasured(Path run, String state) {
        return new Listed(run.toString(), state, null, null, null, List.of());
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
