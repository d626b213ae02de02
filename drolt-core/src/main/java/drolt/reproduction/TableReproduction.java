package drolt.reproduction;

import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.TableFormat;
import drolt.configuration.AtomicFiles;
import drolt.data.DatasetConfig;
import drolt.data.MissingDataException;
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
 * DATA-seedN/   a run; DATA-ROW-seedN where a row changes keys of its recipe
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
     * Makes it; the same call on the same folder goes on where it was. Columns whose images are not there do not stop
     * the others.
     *
     * @param options data folder and store of all runs
     * @throws drolt.configuration.ConfigException if no column's images are there, data is broken, or the folder holds
     *     other runs
     */
    public TableOutcome run(Path output, RunOptions options, TableListener listener, StopSignal stop) {
        Map<String, Map<String, RunResult>> results = new LinkedHashMap<>(); // by the runs' key, then by folder
        Map<String, MissingDataException> missing = missing(options.dataFolder());
        missing.forEach((data, why) -> listener.imagesAreMissing(plan.columnsOf(data), why));
        List<PlannedRun> runs = plan.runs().stream()
                .filter(run -> !missing.containsKey(run.data()))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            PlannedRun run = runs.get(i);
            RunListener watcher = listener.runStarts(run, i + 1, runs.size());
            RunOutcome outcome = run(run, output.resolve(run.name()), options, watcher, stop);
            if (!(outcome instanceof RunOutcome.Completed completed)) {
                return new TableOutcome.Broken(run, outcome);
            }
            results.computeIfAbsent(run.key(), key -> new LinkedHashMap<>()).put(run.name(), completed.result());
        }
        Map<String, ComparedRuns> compared = new LinkedHashMap<>();
        results.forEach((data, ofData) -> compared.put(data, ComparedRuns.of(ofData)));
        ComparisonTable table = new TableAssembly(plan, compared).table();
        for (TableFormat format : TableFormat.values()) {
            AtomicFiles.writeString(output.resolve("table." + format.ending()), format.write(table));
        }
        return new TableOutcome.Completed(table);
    }

    /** The data that is not there, by name. Broken data ends it all here, before anything is trained. */
    private Map<String, MissingDataException> missing(Path dataFolder) {
        Map<String, MissingDataException> missing = new LinkedHashMap<>();
        Map<String, DatasetConfig> asked = new LinkedHashMap<>();
        plan.runsOfOneSeed()
                .forEach(run ->
                        asked.putIfAbsent(run.data(), run.recipe().config().dataset()));
        asked.forEach((data, config) -> {
            try {
                config.load(dataFolder);
            } catch (MissingDataException e) {
                missing.put(data, e);
            }
        });
        if (!missing.isEmpty() && missing.keySet().equals(asked.keySet())) {
            throw missing.values().iterator().next();
        }
        return missing;
    }

    private static RunOutcome run(
            PlannedRun run, Path folder, RunOptions options, RunListener listener, StopSignal stop) {
        Experiment experiment = Experiment.prepare(run.recipe(), options);
        try (RunFolder opened = RunFolder.open(folder)) {
            return experiment.run(opened, listener, stop);
        }
    }
}
