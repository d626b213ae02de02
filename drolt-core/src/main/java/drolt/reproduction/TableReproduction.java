package drolt.reproduction;

import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.TableFormat;
import drolt.data.DatasetConfig;
import drolt.data.MissingDataException;
import drolt.experiment.DataCache;
import drolt.experiment.RunOptions;
import drolt.experiment.RunResult;
import drolt.io.AtomicFiles;
import drolt.training.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a table: runs what its folder does not hold yet, then writes the table.
 *
 * <pre>
 * DATA-seedN/   a run; DATA-ROW-seedN where a row changes keys of its recipe
 * stages/       stages, which runs share, unless another store is given
 * table.*       the table in every form
 * </pre>
 *
 * <p>Several processes may make one table in one folder: each trains stages that no other one has, and all end with the
 * table.
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
        DataCache cache = new DataCache(options.dataFolder());
        Map<String, MissingDataException> missing = missing(cache);
        missing.forEach((data, why) -> listener.imagesAreMissing(plan.columnsOf(data), why));
        List<PlannedRun> runs = plan.runs().stream()
                .filter(run -> !missing.containsKey(run.data()))
                .toList();
        listener.begins(runs);
        TableRuns made = new TableRuns(runs, output, options, cache, listener, stop);
        Optional<TableOutcome.Broken> broken = made.make();
        return broken.isPresent() ? broken.get() : write(output, runs, made.results());
    }

    private TableOutcome write(Path output, List<PlannedRun> runs, Map<PlannedRun, RunResult> results) {
        Map<String, Map<String, RunResult>> byData = new LinkedHashMap<>(); // then by folder, in the plan's order
        for (PlannedRun run : runs) {
            byData.computeIfAbsent(run.key(), key -> new LinkedHashMap<>())
                    .put(run.name(), Objects.requireNonNull(results.get(run)));
        }
        Map<String, ComparedRuns> compared = new LinkedHashMap<>();
        byData.forEach((data, ofData) -> compared.put(data, ComparedRuns.of(ofData)));
        ComparisonTable table = new TableAssembly(plan, compared).table();
        for (TableFormat format : TableFormat.values()) {
            AtomicFiles.writeString(output.resolve("table." + format.ending()), format.write(table));
        }
        return new TableOutcome.Completed(table);
    }

    /** The data that is not there, by name. Broken data ends it all here, before anything is trained. */
    private Map<String, MissingDataException> missing(DataCache cache) {
        Map<String, DatasetConfig> asked = new LinkedHashMap<>();
        plan.runsOfOneSeed()
                .forEach(run ->
                        asked.putIfAbsent(run.data(), run.recipe().config().dataset()));
        Map<String, MissingDataException> found = new HashMap<>();
        List<Map.Entry<String, DatasetConfig>> backwards = new ArrayList<>(asked.entrySet());
        Collections.reverse(backwards); // the cache then holds the images of the first run
        for (Map.Entry<String, DatasetConfig> data : backwards) {
            try {
                cache.load(data.getValue());
            } catch (MissingDataException e) {
                found.put(data.getKey(), e);
            }
        }
        Map<String, MissingDataException> missing = new LinkedHashMap<>();
        for (String data : asked.keySet()) {
            MissingDataException why = found.get(data);
            if (why != null) {
                missing.put(data, why);
            }
        }
        if (!missing.isEmpty() && missing.keySet().equals(asked.keySet())) {
            throw missing.values().iterator().next();
        }
        return missing;
    }
}
