package drolt.experiment;

import drolt.configuration.AtomicFiles;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.data.ImageDataset;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import drolt.training.TrainingPlan;
import drolt.worker.Lease;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a recipe in a folder: every stage that its store does not hold, then the measurement of every arm.
 *
 * <p>The same call on the same folder goes on where it was, and gives the stored result of a finished run. Several
 * processes may make one run, or runs that share a store: each trains what no other one has.
 */
public final class Experiment {
    private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

    private final Recipe recipe;
    private final RunOptions options;
    private final ExperimentData data;
    private final @Nullable PretrainedWeights pretrained;

    private Experiment(Recipe recipe, RunOptions options, ExperimentData data, @Nullable PretrainedWeights pretrained) {
        this.recipe = recipe;
        this.options = options;
        this.data = data;
        this.pretrained = pretrained;
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
     * The same with data that may be at hand from another run.
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
        return new Experiment(recipe, options, data, PretrainedWeights.find(config.model(), options.dataFolder()));
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
        RunRecord record = claim(folder, leases);
        try (RunStateFile state = state(folder)) {
            RunOutcome outcome = untilEnd(folder, record, leases, RunListener.all(List.of(state, listener)), stop);
            state.ends(outcome);
            return outcome;
        }
    }

    private RunOutcome untilEnd(
            RunFolder folder, RunRecord record, Leases leases, RunListener listener, StopSignal stop) {
        RunStages stages = stages(folder, record, leases, listener, stop);
        String awaited = "";
        while (true) {
            RunOutcome outcome = advance(folder, record, stages, leases, listener);
            if (!(outcome instanceof RunOutcome.Taken taken)) {
                return outcome;
            }
            if (!awaited.equals(taken.what())) {
                listener.waits(taken.what(), taken.by());
                awaited = taken.what();
            }
            if (!leases.awaitFree(taken.folders(), stop::isRequested)) {
                return new RunOutcome.Interrupted(taken.stage());
            }
        }
    }

    /**
     * Runs as much of it as can be run now: {@link RunOutcome.Taken} where other workers have the rest.
     *
     * @throws ConfigException as {@link #run}
     */
    public RunOutcome attempt(RunFolder folder, Leases leases, RunListener listener, StopSignal stop) {
        RunRecord record = claim(folder, leases);
        try (RunStateFile state = state(folder)) {
            RunListener all = RunListener.all(List.of(state, listener));
            RunOutcome outcome = advance(folder, record, stages(folder, record, leases, all, stop), leases, all);
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
                new StageRunner(recipe.config(), data, pretrained, record.environment(), options),
                StageStore.of(folder.stages(), shared),
                leases,
                new MetricsLog(folder.metrics()),
                listener,
                stop);
    }

    private RunOutcome advance(
            RunFolder folder, RunRecord record, RunStages stages, Leases leases, RunListener listener) {
        Optional<RunOutcome> unfinished = stages.work();
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        FinishedStages finished = stages.finished();
        new MetricsLog(folder.metrics()).complete(finished.records());
        Optional<RunResult> stored = folder.storedResult(record.fingerprint(), finished.records());
        if (stored.isPresent()) {
            ModelCard.complete(folder.root(), stored.get(), recipe.config(), data);
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
            return new RunOutcome.Completed(folder.storedResult(record.fingerprint(), finished.records())
                    .orElseGet(() -> measureArms(folder, listener, record, finished)));
        }
    }

    /** The images that arms are measured on. */
    public ImageDataset testImages() {
        return data.test();
    }

    /** The record of the run in the folder, which the first worker begins. */
    private RunRecord claim(RunFolder folder, Leases leases) {
        RunRecord stored = folder.storedRecord().orElseGet(() -> begin(folder, leases));
        Environment environment = Environment.resumed(recipe.config().model(), stored.environment());
        RunRecord record = RunRecord.of(recipe, data, pretrained, environment);
        if (!stored.fingerprint().equals(record.fingerprint())) {
            boolean ofFiles = recipe.config().dataset().isOfFiles();
            throw new ConfigException(folder.root() + ": holds another run, with other "
                    + stored.differences(record, ofFiles) + "; choose another --output");
        }
        return record;
    }

    private RunRecord begin(RunFolder folder, Leases leases) {
        Optional<Lease> lease = leases.tryTake(folder.root());
        while (lease.isEmpty()) {
            if (!leases.awaitFree(List.of(folder.root()), () -> false)) {
                throw new IllegalStateException("interrupted while it waited for another worker to begin the run");
            }
            lease = leases.tryTake(folder.root());
        }
        try (Lease held = lease.get()) {
            return folder.storedRecord().orElseGet(() -> {
                RunRecord record = RunRecord.of(
                        recipe, data, pretrained, Environment.of(recipe.config().model()));
                AtomicFiles.writeString(folder.recipe(), ConfigWriter.yaml(recipe.config()));
                AtomicFiles.writeString(folder.record(), Json.pretty(record));
                return record;
            });
        }
    }

    private RunResult measureArms(RunFolder folder, RunListener listener, RunRecord record, FinishedStages finished) {
        ExperimentConfig config = recipe.config();
        List<ArmResult> arms = new ArrayList<>();
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, record.environment(), options.loaderThreads())) {
            config.arms().forEach((arm, last) -> {
                listener.evaluationStarts(arm);
                Path model = folder.model(arm);
                FinishedStage stage = finished.get(last);
                AtomicFiles.copy(stage.weights(), model);
                String weights = stage.record().weights();
                MeasuredArm measured = evaluator.measure(arm, model, weights, folder.root());
                measured.predictions().write(ArmPredictions.file(folder.root(), arm), weights);
                arms.add(measured.result());
                listener.evaluationEnds(measured.result(), measured.features());
            });
        }
        TestImageNames.write(folder.root(), data.test());
        RunResult result = RunResult.of(record, config.selection(), data, arms, finished);
        ModelCard.complete(folder.root(), result, config, data);
        AtomicFiles.writeString(folder.result(), Json.pretty(result));
        RunRemarks.of(result).forEach(remark -> LOG.warn("{}: {}", folder.root(), remark));
        return result;
    }
}
