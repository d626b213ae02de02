package drolt.reproduction;

import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.TableFormat;
import drolt.configuration.AtomicFiles;
import drolt.experiment.Experiment;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.experiment.RunResult;
import drolt.training.StopSignal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a table: runs what its folder does not hold yet, then writes the table.
 *
 * <pre>
 * DATA-seedN/   a run
 * stages/       stages, which runs share, unless another store is given
 * table.*       the table in every form
 * </pre>
 */
public final class TableReproduction {
    private final TablePlan plan;

    public TableReproduction(TablePlan plan) {
        this.plan = plan;
    }

    /** Where stages are kept if nothing else is said. */
    public static Path usualStore(Path output) {
        return output.resolve("stages");
    }

    /**
     * Makes it; the same call on the same folder goes on where it was.
     *
     * @param options data folder and store of all runs
     * @throws drolt.configuration.ConfigException if data is missing, or the folder holds other runs
     */
    public TableOutcome run(Path output, RunOptions options, TableListener listener, StopSignal stop) {
        Map<String, Map<String, RunResult>> results = new LinkedHashMap<>(); // by data, then by folder
        List<PlannedRun> runs = plan.runs();
        for (int i = 0; i < runs.size(); i++) {
            PlannedRun run = runs.get(i);
            RunListener watcher = listener.runStarts(run, i + 1, runs.size());
            RunOutcome outcome = run(run, output.resolve(run.name()), options, watcher, stop);
            if (!(outcome instanceof RunOutcome.Completed completed)) {
                return new TableOutcome.Broken(run, outcome);
            }
            results.computeIfAbsent(run.data(), data -> new LinkedHashMap<>()).put(run.name(), completed.result());
        }
        Map<String, ComparedRuns> compared = new LinkedHashMap<>();
        results.forEach((data, ofData) -> compared.put(data, ComparedRuns.of(ofData)));
        ComparisonTable table = new TableAssembly(plan, compared).table();
        for (TableFormat format : TableFormat.values()) {
            AtomicFiles.writeString(output.resolve("table." + format.ending()), format.write(table));
        }
        return new TableOutcome.Completed(table);
    }

    private static RunOutcome run(
            PlannedRun run, Path folder, RunOptions options, RunListener listener, StopSignal stop) {
        Experiment experiment = Experiment.prepare(run.recipe(), options);
        try (RunFolder opened = RunFolder.open(folder)) {
            return experiment.run(opened, listener, stop);
        }
    }
}
