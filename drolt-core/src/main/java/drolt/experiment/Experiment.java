package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.distributed.ProcessGroup;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import drolt.training.TrainingPlan;
import drolt.worker.Lease;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recipe in a folder: every stage that its store does not hold, then the measurement of every arm.
 *
 * <p>The same call on the same folder goes on where it was, and gives the stored result of a finished run. Several
 * processes may make one run, or runs that share a store: each trains what no other one has.
 */
public final class Experiment {
    private final Recipe recipe;
    private final RunOptions options;
    private final ExperimentData data;
    private final @Nullable PretrainedWeights pretrained;
    private final ProcessGroup group;
    private final RankCalls calls;

    private Experiment(
            Recipe recipe,
            RunOptions options,
            ExperimentData data,
            @Nullable PretrainedWeights pretrained,
            ProcessGroup group) {
        this.recipe = recipe;
        this.options = options;
        this.data = data;
        this.pretrained = pretrained;
        this.group = group;
        calls = new RankCalls(group, recipe.config().order());
    }

    /**
     * Loads the data and checks that every stage can be carried out on it; writes nothing.
     *
     * @throws ConfigException if the data is missing or does not fit the recipe
     */
    public static Experiment prepare(Recipe recipe, RunOptions options) {
        return prepare(recipe, options, new DataCache(options.dataFolder()));
    }

    /**
     * Prepares an experiment with data that another run may have loaded already.
     *
     * @param cache of the options' data folder
     */
    public static Experiment prepare(Recipe recipe, RunOptions options, DataCache cache) {
        ExperimentConfig config = recipe.config();
        ExperimentData data = ExperimentData.of(config.dataset(), cache.load(config.dataset()), config.seed());
        Engine.load();
        ImageFit fit = ImageFit.of(recipe, data);
        fit.require();
        fit.requireTest();
        PretrainedWeights weights = PretrainedWeights.find(config.model(), options.dataFolder());
        return new Experiment(recipe, options, data, weights, ProcessGroup.ALONE);
    }

    /**
     * The same, its stages trained by all ranks of a group: rank 0 {@link #run runs} it, the others {@link #follow}.
     *
     * @throws ConfigException if a stage cannot be divided, or the ranks have not the same recipe, data and settings
     */
    public Experiment in(ProcessGroup ranks) {
        ImageFit.of(recipe, data).requireDivisible(ranks.size());
        Environment environment = Environment.of(recipe.config().model(), ranks);
        RunRecord record = RunRecord.of(recipe, data, pretrained, environment);
        ranks.requireSame("the recipe", record.configuration().toString());
        ranks.requireSame("the data", record.dataFingerprint() + record.testFingerprint());
        ranks.requireSame("the machine setting (precision, layout, threads, engine)", environment.inWords());
        ranks.requireSame("the version of drolt", record.fingerprint());
        return new Experiment(recipe, options, data, pretrained, ranks);
    }

    /** On a rank that is not 0: trains with rank 0 what that one trains, until the run ends. Writes nothing. */
    public RankOutcome follow(StopSignal stop) {
        return calls.follow((stage, precision, layout) -> {
            Environment own = Environment.of(recipe.config().model(), group);
            Environment told = new Environment(precision, layout, own.threads(), own.engine(), own.ranks());
            new StageRunner(recipe.config(), data, pretrained, told, options, group).follow(stage, stop);
        });
    }

    /** Leases for this process, by which workers keep off each other's stages; one for all that a process does. */
    public static Leases leases() {
        return Leases.of(Worker.current(AlgorithmVersions.ofWorker()));
    }

    /**
     * Runs it, waiting for what other workers have.
     *
     * @throws ConfigException if the folder holds another run or cannot be written to, or a worker of another version
     *     works there
     */
    public RunOutcome run(RunFolder folder, RunListener listener, StopSignal stop) {
        Leases leases = leases();
        Awaited awaited = new Awaited(leases, listener, stop);
        Optional<RunRecord> record = claim(folder, leases);
        while (record.isEmpty()) {
            RunOutcome.Taken taken = beginning(folder, leases);
            if (!awaited.untilFree(taken)) {
                return new RunOutcome.Interrupted(taken.stage());
            }
            record = claim(folder, leases);
        }
        try (RunStateFile state = state(folder)) {
            RunListener all = RunListener.all(List.of(state, listener));
            RunStages stages = stages(folder, record.get(), leases, all, stop);
            RunOutcome outcome = advance(folder, record.get(), stages, leases, all);
            while (outcome instanceof RunOutcome.Taken taken) {
                outcome = awaited.untilFree(taken)
                        ? advance(folder, record.get(), stages, leases, all)
                        : new RunOutcome.Interrupted(taken.stage());
            }
            state.ends(outcome);
            calls.end(outcome);
            return outcome;
        }
    }

    /**
     * Runs as much of it as can be run now: {@link RunOutcome.Taken} where other workers have the rest.
     *
     * @throws ConfigException as {@link #run}
     */
    public RunOutcome attempt(RunFolder folder, Leases leases, RunListener listener, StopSignal stop) {
        Optional<RunRecord> record = claim(folder, leases);
        if (record.isEmpty()) {
            return beginning(folder, leases);
        }
        try (RunStateFile state = state(folder)) {
            RunListener all = RunListener.all(List.of(state, listener));
            RunStages stages = stages(folder, record.get(), leases, all, stop);
            RunOutcome outcome = advance(folder, record.get(), stages, leases, all);
            state.ends(outcome);
            return outcome;
        }
    }

    private RunStateFile state(RunFolder folder) {
        ExperimentConfig config = recipe.config();
        List<Integer> epochs = config.order().stream() // 0 for a stage that is not trained
                .map(name -> config.stage(name).plan().map(TrainingPlan::epochs).orElse(0))
                .toList();
        return new RunStateFile(folder.state(), epochs, options.command());
    }

    private RunStages stages(RunFolder folder, RunRecord record, Leases leases, RunListener listener, StopSignal stop) {
        Path shared = options.store();
        if (shared != null) {
            leases.requireOneVersion(shared);
        }
        return new RunStages(
                recipe.config(),
                recipe.config().order(),
                new StageRunner(recipe.config(), data, pretrained, record.environment(), options, group),
                StageStore.of(folder.stages(), shared),
                leases,
                new MetricsLog(folder.metrics(), folder::requireThere),
                listener,
                stop);
    }

    private RunOutcome advance(
            RunFolder folder, RunRecord record, RunStages stages, Leases leases, RunListener listener) {
        try {
            RunOutcome outcome = advanceThere(folder, record, stages, leases, listener);
            folder.requireThere();
            return outcome;
        } catch (RuntimeException e) {
            folder.requireThere(); // else what is missing would be told, and not why
            throw e;
        }
    }

    private RunOutcome advanceThere(
            RunFolder folder, RunRecord record, RunStages stages, Leases leases, RunListener listener) {
        Optional<RunOutcome> unfinished = stages.work();
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        FinishedStages finished = stages.finished();
        new MetricsLog(folder.metrics(), folder::requireThere).complete(finished.records());
        Optional<RunResult> stored = folder.storedResult(record.fingerprint(), finished.records());
        if (stored.isPresent()) {
            ModelCard.complete(folder.root(), stored.get(), recipe.config(), data);
            ArmCalibration.mend(folder.root(), stored.get(), recipe.config(), data, options);
            leases.removeAbandoned(folder.root());
            return new RunOutcome.Completed(stored.get());
        }
        Optional<Lease> lease = leases.tryTake(folder.root());
        if (lease.isEmpty()) {
            List<String> order = recipe.config().order();
            String last = order.get(order.size() - 1);
            return new RunOutcome.Taken(
                    last, "the measuring of the arms", leases.holder(folder.root()), List.of(folder.root()));
        }
        try (Lease held = lease.get()) {
            folder.tidy();
            RunResult result = folder.storedResult(record.fingerprint(), finished.records())
                    .orElseGet(() -> new ArmMeasurement(recipe.config(), data, options)
                            .measure(folder, listener, record, finished));
            held.workIsDone();
            return new RunOutcome.Completed(result);
        }
    }

    /** Whether there is more than one arm, and a validation split to choose one by. */
    public boolean hasChoice() {
        return recipe.config().arms().size() > 1 && data.validation() != null;
    }

    /**
     * The arm of a finished run to ship, by the validation split: as the run keeps it, else measured now and kept.
     *
     * @param run folder of the run
     * @throws ConfigException if there are no validation images, or a model is missing; one line
     */
    public ArmChoice chooseArm(Path run, RunResult result) {
        return ArmChoice.read(run, result)
                .orElseGet(() -> ArmChoice.make(run, result, recipe.config(), data, options.loaderThreads()));
    }

    /** The images that arms are measured on. */
    public ImageDataset testImages() {
        return data.test();
    }

    /** The record of the run in the folder, which the first worker begins; empty while another one is about to. */
    private Optional<RunRecord> claim(RunFolder folder, Leases leases) {
        return folder.storedRecord(recipe.config())
                .or(() -> begin(folder, leases))
                .map(stored -> confirmed(folder, stored));
    }

    private RunOutcome.Taken beginning(RunFolder folder, Leases leases) {
        String first = recipe.config().order().get(0);
        return new RunOutcome.Taken(
                first, "the beginning of the run", leases.holder(folder.root()), List.of(folder.root()));
    }

    private RunRecord confirmed(RunFolder folder, RunRecord stored) {
        Environment environment = Environment.resumed(recipe.config().model(), group, stored.environment());
        RunRecord record = RunRecord.of(recipe, data, pretrained, environment);
        if (!stored.fingerprint().equals(record.fingerprint())) {
            boolean ofFiles = recipe.config().dataset().isOfFiles();
            throw new ConfigException(folder.root() + ": holds another run, with other "
                    + stored.differences(record, ofFiles) + "; choose another --output");
        }
        folder.completeRecipe(recipe.config());
        return record.leavingOut(stored.leftOutImages());
    }

    private Optional<RunRecord> begin(RunFolder folder, Leases leases) {
        return leases.tryTake(folder.root()).map(lease -> {
            try (lease) {
                RunRecord begun = folder.storedRecord(recipe.config()).orElseGet(() -> {
                    RunRecord record = RunRecord.of(
                            recipe,
                            data,
                            pretrained,
                            Environment.of(recipe.config().model(), group));
                    folder.begin(record, recipe.config());
                    return record;
                });
                lease.workIsDone();
                return begun;
            }
        });
    }
}
