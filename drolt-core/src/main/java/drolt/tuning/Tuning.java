package drolt.tuning;

import drolt.configuration.ConfigWriter;
import drolt.experiment.DataCache;
import drolt.experiment.Experiment;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.experiment.ValidationTrial;
import drolt.io.AtomicFiles;
import drolt.recipe.Recipe;
import drolt.training.StopSignal;
import drolt.worker.Leases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best trial of a plan by successive halving on the validation split. The test set is never measured.
 *
 * <p>The same call on the same folder goes on where it was. Several processes may tune in one folder: each trains what no
 * other one has.
 */
public final class Tuning {
    private static final Comparator<TrialRecord> BEST_FIRST =
            Comparator.comparingDouble(Tuning::orBelowAll).reversed().thenComparing(TrialRecord::trial);

    private final TuningPlan plan;
    private final TuningFolder folder;
    private final RunOptions options;
    private final TuningListener listener;
    private final StopSignal stop;
    private final Leases leases = Experiment.leases();
    private final DataCache data;
    private final List<TrialRecord> records = new ArrayList<>(); // by rung, then by trial, as far as known

    /**
     * @param options data folder, and the store of all trials
     */
    public Tuning(TuningPlan plan, TuningFolder folder, RunOptions options, TuningListener listener, StopSignal stop) {
        this.plan = plan;
        this.folder = folder;
        this.options = options;
        data = new DataCache(options.dataFolder());
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Runs it.
     *
     * @throws drolt.configuration.ConfigException if data is missing, or the folder holds another tuning
     */
    public TuningOutcome run() {
        if (options.store() != null) {
            leases.requireOneVersion(options.store());
        }
        HalvingConfig halving = plan.space().halving();
        List<Trial> competitors = plan.trials();
        Recipe first = plan.recipe(competitors.get(0), 0);
        folder.claim(
                plan.content(),
                ValidationTrial.prepare(first, plan.arm(), options, data).identity());
        Map<Integer, TrialRecord> last = new TreeMap<>(); // by trial
        List<TrialRecord> ranking = List.of();
        for (int rung = 0; rung < halving.rungs(); rung++) {
            Map<Trial, TrialRecord> measured = new LinkedHashMap<>();
            Optional<TuningOutcome> broken = measure(competitors, rung, measured);
            if (broken.isPresent()) {
                return broken.get();
            }
            measured.values().forEach(record -> last.put(record.trial(), record));
            ranking = measured.values().stream().sorted(BEST_FIRST).toList();
            if (rung + 1 < halving.rungs()) {
                competitors = promoted(ranking, halving.survivors(plan.trials().size(), rung + 1));
            }
            if (competitors.isEmpty()) {
                break; // every trial diverged
            }
        }
        List<TrialRecord> all = last.values().stream()
                .sorted(Comparator.comparing(TrialRecord::rung).reversed().thenComparing(BEST_FIRST))
                .toList();
        if (ranking.get(0).accuracy() != null) {
            Recipe best = plan.trials().get(ranking.get(0).trial() - 1).recipe();
            AtomicFiles.writeString(folder.best(), ConfigWriter.yaml(best.config()));
        }
        return new TuningOutcome.Completed(all);
    }

    private static double orBelowAll(TrialRecord record) {
        return record.accuracy() == null ? -1 : record.accuracy();
    }

    /** The best that did not diverge, in the order of their numbers. */
    private List<Trial> promoted(List<TrialRecord> ranking, int count) {
        return ranking.stream()
                .filter(record -> record.accuracy() != null)
                .limit(count)
                .map(record -> plan.trials().get(record.trial() - 1))
                .sorted(Comparator.comparing(Trial::number))
                .toList();
    }

    /** Measures trials on a rung, those first that no other worker has. */
    private Optional<TuningOutcome> measure(List<Trial> trials, int rung, Map<Trial, TrialRecord> measured) {
        Map<Trial, RunOutcome.Taken> taken = new LinkedHashMap<>();
        while (measured.size() < trials.size()) {
            boolean tried = false;
            for (Trial trial : trials) {
                if (measured.containsKey(trial)) {
                    continue;
                }
                Optional<TrialRecord> stored = folder.record(trial, rung);
                if (stored.isPresent()) {
                    keep(trial, stored.get(), true, measured);
                    continue;
                }
                if (isTaken(taken.get(trial))) {
                    continue;
                }
                tried = true;
                RunOutcome outcome = attempt(trial, rung, measured);
                if (outcome instanceof RunOutcome.Interrupted interrupted) {
                    return Optional.of(new TuningOutcome.Interrupted(trial.number(), interrupted.stage()));
                }
                if (outcome instanceof RunOutcome.Taken waiting) {
                    taken.put(trial, waiting);
                }
            }
            if (!tried && measured.size() < trials.size() && !waitForOthers(taken)) {
                Map.Entry<Trial, RunOutcome.Taken> first =
                        taken.entrySet().iterator().next();
                return Optional.of(new TuningOutcome.Interrupted(
                        first.getKey().number(), first.getValue().stage()));
            }
        }
        return Optional.empty();
    }

    /** What kept it from its number; null where it has one. */
    private @Nullable RunOutcome attempt(Trial trial, int rung, Map<Trial, TrialRecord> measured) {
        RunListener watcher = listener.trialStarts(trial, rung + 1);
        Recipe recipe = plan.recipe(trial, rung);
        ValidationTrial prepared = ValidationTrial.prepare(recipe, plan.arm(), options, data);
        folder.write(trial, rung, recipe.config());
        ValidationTrial.Outcome outcome = prepared.attempt(folder.trial(trial, rung), leases, watcher, stop);
        if (outcome instanceof ValidationTrial.Outcome.Measured number) {
            write(trial, rung, number.accuracy(), number.stage(), measured);
            return null;
        }
        RunOutcome broken = ((ValidationTrial.Outcome.Unmeasured) outcome).outcome();
        if (broken instanceof RunOutcome.Diverged) {
            write(trial, rung, null, null, measured);
            return null;
        }
        return broken;
    }

    private void write(
            Trial trial,
            int rung,
            @Nullable Double accuracy,
            @Nullable String stage,
            Map<Trial, TrialRecord> measured) {
        TrialRecord record =
                new TrialRecord(trial.number(), rung + 1, plan.scale(rung), trial.values(), accuracy, stage);
        folder.write(trial, rung, record);
        keep(trial, record, false, measured);
    }

    private void keep(Trial trial, TrialRecord record, boolean stored, Map<Trial, TrialRecord> measured) {
        measured.put(trial, record);
        records.add(record);
        records.sort(Comparator.comparing(TrialRecord::rung).thenComparing(TrialRecord::trial));
        folder.writeLogs(plan.space().keys().keySet(), records);
        listener.trialEnds(record, stored);
    }

    private boolean isTaken(RunOutcome.@Nullable Taken waiting) {
        return waiting != null && waiting.folders().stream().allMatch(leases::isTaken);
    }

    /** False where it was asked to stop. */
    private boolean waitForOthers(Map<Trial, RunOutcome.Taken> taken) {
        taken.values().stream().findFirst().ifPresent(listener::waits);
        List<Path> awaited = taken.values().stream()
                .flatMap(waiting -> waiting.folders().stream())
                .toList();
        return leases.awaitFree(awaited, stop::isRequested);
    }
}
