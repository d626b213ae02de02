package drolt.reproduction;

import drolt.experiment.DataCache;
import drolt.experiment.Experiment;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.experiment.RunResult;
import drolt.training.StopSignal;
import drolt.worker.Leases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the runs of a table, one after the other; those that other workers have are passed over until they are free. */
final class TableRuns {
    private final List<PlannedRun> runs;
    private final Path output;
    private final RunOptions options;
    private final DataCache data;
    private final TableListener listener;
    private final StopSignal stop;
    private final Leases leases = Experiment.leases();
    private final Map<PlannedRun, RunResult> results = new HashMap<>();
    private final Map<PlannedRun, RunOutcome.Taken> taken = new LinkedHashMap<>();

    /**
     * @param output in which each run has its folder
     * @param data of the options' data folder
     */
    TableRuns(
            List<PlannedRun> runs,
            Path output,
            RunOptions options,
            DataCache data,
            TableListener listener,
            StopSignal stop) {
        this.runs = runs;
        this.output = output;
        this.options = options;
        this.data = data;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Makes all of them; {@link #results} are complete then.
     *
     * @return what kept it from that; empty: nothing
     */
    Optional<TableOutcome.Broken> make() {
        while (results.size() < runs.size()) {
            boolean tried = false;
            for (int i = 0; i < runs.size(); i++) {
                PlannedRun run = runs.get(i);
                if (results.containsKey(run) || isTaken(taken.get(run))) {
                    continue;
                }
                tried = true;
                RunOutcome outcome = attempt(run, i + 1);
                if (outcome instanceof RunOutcome.Completed completed) {
                    results.put(run, completed.result());
                    taken.remove(run);
                } else if (outcome instanceof RunOutcome.Taken waiting) {
                    taken.put(run, waiting);
                } else {
                    return Optional.of(new TableOutcome.Broken(run, outcome));
                }
            }
            if (!tried && !waitForOthers()) {
                Map.Entry<PlannedRun, RunOutcome.Taken> first =
                        taken.entrySet().iterator().next();
                return Optional.of(new TableOutcome.Broken(
                        first.getKey(),
                        new RunOutcome.Interrupted(first.getValue().stage())));
            }
        }
        return Optional.empty();
    }

    /** What has come out so far. */
    Map<PlannedRun, RunResult> results() {
        return results;
    }

    private RunOutcome attempt(PlannedRun run, int position) {
        RunListener watcher = listener.runStarts(run, position, runs.size());
        Experiment experiment = Experiment.prepare(run.recipe(), options, data);
        try (RunFolder folder = RunFolder.openShared(output.resolve(run.name()))) {
            return experiment.attempt(folder, leases, watcher, stop);
        }
    }

    private boolean isTaken(RunOutcome.@Nullable Taken waiting) {
        return waiting != null && waiting.folders().stream().allMatch(leases::isTaken);
    }

    /** False where it was asked to stop. */
    private boolean waitForOthers() {
        taken.entrySet().stream().findFirst().ifPresent(first -> listener.waits(first.getKey(), first.getValue()));
        List<Path> awaited = taken.values().stream()
                .flatMap(waiting -> waiting.folders().stream())
                .toList();
        return leases.awaitFree(awaited, stop::isRequested);
    }
}
