package drolt.experiment;

import drolt.recipe.ExperimentConfig;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import drolt.worker.Lease;
import drolt.worker.Leases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages of a run under way: those that are done are taken as they are, by whichever process, and of the others those
 * are trained that are ready and that no other worker has.
 */
final class RunStages {
    private final ExperimentConfig config;
    private final List<String> order;
    private final StageRunner runner;
    private final StageStore store;
    private final Leases leases;
    private final MetricsLog metrics;
    private final RunListener listener;
    private final StopSignal stop;
    private final FinishedStages finished = new FinishedStages();
    private final Optional<TrainingListener> busyMachine = BusyMachine.watch(Engine.threads(), System.getenv());
    private final List<Path> taken = new ArrayList<>();
    private String firstTaken = "";

    RunStages(
            ExperimentConfig config,
            List<String> order,
            StageRunner runner,
            StageStore store,
            Leases leases,
            MetricsLog metrics,
            RunListener listener,
            StopSignal stop) {
        this.config = config;
        this.order = order;
        this.runner = runner;
        this.store = store;
        this.leases = leases;
        this.metrics = metrics;
        this.listener = listener;
        this.stop = stop;
    }

    /** Does all that can be done now; empty where every stage is finished. */
    Optional<RunOutcome> work() {
        boolean again = true;
        while (again) { // from the first stage on: much may have changed while one was trained
            again = false;
            taken.clear();
            for (String name : order) {
                Step step = isReady(name) ? step(name) : Step.NONE;
                if (step.outcome().isPresent()) {
                    return step.outcome();
                }
                if (step.trained()) {
                    again = true;
                    break;
                }
            }
        }
        return finished.count() == order.size()
                ? Optional.empty()
                : Optional.of(
                        new RunOutcome.Taken(firstTaken, "stage " + firstTaken, leases.holder(taken.get(0)), taken));
    }

    /** The finished stages in the order of the recipe, whichever came first. */
    FinishedStages finished() {
        return finished.inOrder(order);
    }

    private boolean isReady(String name) {
        String after = config.stage(name).after();
        return !finished.has(name) && (after == null || finished.has(after));
    }

    /** What became of a stage. */
    private record Step(boolean trained, Optional<RunOutcome> outcome) {
        static final Step NONE = new Step(false, Optional.empty());
    }

    private Step step(String name) {
        StageIdentity identity = runner.identity(name, finished);
        String fingerprint = identity.fingerprint();
        StageFolder folder = store.folder(name, fingerprint);
        if (folder.holds(fingerprint)) {
            if (folder.isUntidy()) {
                leases.tryTake(folder.root()).ifPresent(lease -> {
                    try (lease) {
                        folder.tidy();
                        folder.checkpoints(fingerprint).clear();
                        lease.workIsDone();
                    }
                });
            }
            leases.removeAbandoned(folder.root());
            return reused(name, folder, fingerprint);
        }
        Optional<Lease> lease = leases.tryTake(folder.root());
        if (lease.isEmpty()) {
            return taken(name, folder);
        }
        try (Lease held = lease.get()) {
            folder.tidy();
            if (folder.holds(fingerprint)) { // another worker ended it between the two looks
                held.workIsDone();
                return reused(name, folder, fingerprint);
            }
            return train(name, identity, folder, held);
        }
    }

    private Step train(String name, StageIdentity identity, StageFolder folder, Lease lease) {
        if (stop.isRequested()) {
            return new Step(false, Optional.of(new RunOutcome.Interrupted(name)));
        }
        StopSignal stopStage = stop.ofPart();
        lease.whenLost(stopStage::request);
        List<TrainingListener> listeners =
                new ArrayList<>(List.of(metrics.stage(name), listener.stageStarts(name, position(name), order.size())));
        busyMachine.ifPresent(listeners::add);
        Optional<RunOutcome> broken = runner.train(name, identity, folder, finished, listeners, stopStage);
        if (broken.isPresent()) {
            boolean overtaken = lease.isLost() && !stop.isRequested();
            return overtaken ? taken(name, folder) : new Step(false, broken);
        }
        lease.workIsDone();
        done(name, folder, identity.fingerprint(), false);
        return new Step(true, Optional.empty());
    }

    private Step reused(String name, StageFolder folder, String fingerprint) {
        done(name, folder, fingerprint, true);
        return Step.NONE;
    }

    private Step taken(String name, StageFolder folder) {
        if (taken.isEmpty()) {
            firstTaken = name;
        }
        taken.add(folder.root());
        return Step.NONE;
    }

    private void done(String name, StageFolder folder, String fingerprint, boolean reused) {
        finished.put(name, folder.finished(fingerprint));
        metrics.finished(name, finished.get(name).record());
        listener.stageEnds(name, position(name), order.size(), reused);
    }

    private int position(String name) {
        return order.indexOf(name) + 1;
    }
}
