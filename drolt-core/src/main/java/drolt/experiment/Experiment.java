package drolt.experiment;

import drolt.configuration.AtomicFiles;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import drolt.training.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a recipe in a folder: every stage that its store does not hold, then the measurement of every arm.
 *
 * <p>The same call on the same folder goes on where it was, and gives the stored result of a finished run.
 */
public final class Experiment {
    private final Recipe recipe;
    private final RunOptions options;
    private final ExperimentData data;

    private Experiment(Recipe recipe, RunOptions options, ExperimentData data) {
        this.recipe = recipe;
        this.options = options;
        this.data = data;
    }

    /**
     * Loads the data and checks that every stage can be carried out on it; writes nothing.
     *
     * @throws ConfigException if the data is missing or does not fit the recipe
     */
    public static Experiment prepare(Recipe recipe, RunOptions options) {
        ExperimentConfig config = recipe.config();
        ExperimentData data = ExperimentData.load(config.dataset(), options.dataFolder(), config.seed());
        Engine.load();
        config.stages().forEach((name, stage) -> {
            try {
                stage.plan().ifPresent(plan -> plan.requireFitsImages(data.train(), config.model()));
            } catch (InvalidValueException e) {
                throw new ConfigException(
                        "recipe " + recipe.name() + ": stages." + name + "." + e.key() + ": " + e.getMessage(), e);
            }
        });
        return new Experiment(recipe, options, data);
    }

    /**
     * Runs it.
     *
     * @throws ConfigException if the folder holds another run or cannot be written to
     */
    public RunOutcome run(RunFolder folder, RunListener listener, StopSignal stop) {
        ExperimentConfig config = recipe.config();
        Optional<RunRecord> before = folder.storedRecord();
        Environment environment = before.map(stored -> Environment.resumed(config.model(), stored.environment()))
                .orElseGet(() -> Environment.of(config.model()));
        RunRecord record = RunRecord.of(recipe, data, environment);
        claim(folder, before, record);
        try (RunStateFile state = new RunStateFile(folder.state(), epochs(config))) {
            RunListener both = RunListener.all(List.of(state, listener));
            RunOutcome outcome = run(folder, both, stop, environment, record);
            state.ends(outcome);
            return outcome;
        }
    }

    /** Epochs of each stage, in the order in which they are run; 0 for one that is not trained. */
    private static List<Integer> epochs(ExperimentConfig config) {
        return config.order().stream()
                .map(name -> config.stage(name).plan().map(TrainingPlan::epochs).orElse(0))
                .toList();
    }

    private RunOutcome run(
            RunFolder folder, RunListener listener, StopSignal stop, Environment environment, RunRecord record) {
        ExperimentConfig config = recipe.config();
        StageRunner runner = new StageRunner(config, data, environment, options, stop);
        StageStore store = StageStore.of(folder, options.store());
        MetricsLog metrics = new MetricsLog(folder.metrics());
        FinishedStages finished = new FinishedStages();
        List<String> order = config.order();
        for (String name : order) {
            int position = finished.count() + 1;
            StageIdentity identity = runner.identity(name, finished);
            try (StageFolder stage = store.open(name, identity.fingerprint())) {
                boolean reused = stage.holds(identity.fingerprint());
                if (reused) {
                    stage.checkpoints(identity.fingerprint()).clear(); // killed between the result and the tidying up
                } else if (stop.isRequested()) {
                    return new RunOutcome.Interrupted(name);
                } else {
                    Optional<RunOutcome> broken = runner.train(
                            name,
                            identity,
                            stage,
                            finished,
                            List.of(metrics.stage(name), listener.stageStarts(name, position, order.size())));
                    if (broken.isPresent()) {
                        return broken.get();
                    }
                }
                finished.put(name, stage.finished(identity.fingerprint()));
                metrics.finished(name, finished.get(name).record());
                listener.stageEnds(name, position, order.size(), reused);
            }
        }
        Optional<RunResult> stored = folder.storedResult(record.fingerprint(), finished.records());
        RunResult result =
                stored.isPresent() ? stored.get() : measureArms(folder, listener, record, environment, finished);
        return new RunOutcome.Completed(result);
    }

    /** The images that arms are measured on. */
    public ImageDataset testImages() {
        return data.test();
    }

    private void claim(RunFolder folder, Optional<RunRecord> before, RunRecord record) {
        if (before.isEmpty()) {
            AtomicFiles.writeString(folder.recipe(), ConfigWriter.yaml(recipe.config()));
            AtomicFiles.writeString(folder.record(), Json.pretty(record));
        } else if (!before.get().fingerprint().equals(record.fingerprint())) {
            throw new ConfigException(folder.root() + ": holds another run, with other "
                    + before.get().differences(record) + "; choose another --output");
        }
    }

    private RunResult measureArms(
            RunFolder folder,
            RunListener listener,
            RunRecord record,
            Environment environment,
            FinishedStages finished) {
        ExperimentConfig config = recipe.config();
        List<ArmResult> arms = new ArrayList<>();
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, environment, options.loaderThreads())) {
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
        RunResult result = RunResult.of(record, config.selection(), data, arms, finished);
        AtomicFiles.writeString(folder.result(), Json.pretty(result));
        return result;
    }
}
