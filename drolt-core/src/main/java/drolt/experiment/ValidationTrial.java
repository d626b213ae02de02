package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.ShotLimits;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.io.CanonicalForm;
import drolt.io.Json;
import drolt.io.Sha256;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.training.Selection;
import drolt.training.StopSignal;
import drolt.weights.TensorFile;
import drolt.worker.Leases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains one arm of a recipe and measures it on the validation split. No test image is ever shown to a network: what is
 * tuned by this says nothing that it has seen of them.
 */
public final class ValidationTrial {
    private final Recipe recipe;
    private final String arm;
    private final RunOptions options;
    private final ExperimentData data;
    private final @Nullable PretrainedWeights pretrained;
    private final ImageDataset validation;
    private final Environment environment;

    ValidationTrial(Recipe recipe, String arm, RunOptions options, ExperimentData data) {
        this.recipe = recipe;
        this.arm = arm;
        this.options = options;
        this.data = data;
        pretrained = PretrainedWeights.find(recipe.config().model(), options.dataFolder());
        validation = requireValidation(recipe, data);
        environment = Environment.of(recipe.config().model());
    }

    /** How a trial ended. */
    public sealed interface Outcome {
        /**
         * It was measured.
         *
         * @param accuracy on the validation split, mean over the classes that occur in it, in [0, 1]
         * @param stage fingerprint of the arm's last stage
         */
        record Measured(double accuracy, String stage) implements Outcome {}

        /**
         * It was not.
         *
         * @param outcome interrupted, diverged, or with another worker
         */
        record Unmeasured(RunOutcome outcome) implements Outcome {}
    }

    /**
     * Loads the data and checks that every stage can be carried out on it; writes nothing.
     *
     * @param cache of the options' data folder
     * @throws ConfigException if the data is missing or does not fit the recipe, or the recipe has no validation split
     */
    public static ValidationTrial prepare(Recipe recipe, String arm, RunOptions options, DataCache cache) {
        requireNoTest(recipe);
        ExperimentConfig config = recipe.config();
        ExperimentData data = ExperimentData.of(config.dataset(), cache.load(config.dataset()), config.seed());
        Engine.load();
        ImageFit.of(recipe, data).require();
        return new ValidationTrial(recipe, arm, options, data);
    }

    /**
     * Refuses what would look at the test set or has nothing else to look at.
     *
     * @throws ConfigException in one line
     */
    public static void requireNoTest(Recipe recipe) {
        if (recipe.config().selection() == Selection.TEST) {
            throw new ConfigException("recipe " + recipe.name()
                    + ": selection: test lets the test set choose epochs; tuning looks at the validation split alone:"
                    + " take last or validation");
        }
        if (!recipe.config().dataset().hasValidation()) {
            throw new ConfigException("recipe " + recipe.name()
                    + ": has no validation split to tune on; set dataset.validationShare, for example to 0.1");
        }
    }

    private static ImageDataset requireValidation(Recipe recipe, ExperimentData data) {
        ImageDataset validation = data.validation();
        if (validation == null || validation.size() == 0) {
            throw new ConfigException(
                    "recipe " + recipe.name() + ": dataset.validationShare leaves no image for validation; raise it");
        }
        return validation;
    }

    /** SHA-256 (hex) of images, machine settings and versions, which the trials of one tuning must have in common. */
    public String identity() {
        return Sha256.of(String.join(
                "\n",
                data.train().fingerprint(),
                validation.fingerprint(),
                Json.line(environment),
                Json.line(AlgorithmVersions.usedBy(CanonicalForm.of(recipe.config()))),
                pretrained == null ? "" : pretrained.digest()));
    }

    /**
     * Trains what the store does not hold and measures, as far as no other worker is at it.
     *
     * @param folder of the trial, which must exist: {@code metrics.jsonl}, and the stages where the options name no store
     * @throws ConfigException if the folder cannot be written to
     */
    public Outcome attempt(Path folder, Leases leases, RunListener listener, StopSignal stop) {
        ExperimentConfig config = recipe.config();
        String last = Objects.requireNonNull(config.arms().get(arm), arm);
        MetricsLog metrics = new MetricsLog(folder.resolve("metrics.jsonl"), () -> requireThere(folder));
        RunStages stages = new RunStages(
                config,
                config.chain(last),
                new StageRunner(config, data, pretrained, environment, options),
                StageStore.of(folder.resolve("stages"), options.store()),
                leases,
                metrics,
                listener,
                stop);
        Optional<RunOutcome> unfinished = stages.work();
        if (unfinished.isPresent()) {
            return new Outcome.Unmeasured(unfinished.get());
        }
        FinishedStages finished = stages.finished();
        metrics.complete(finished.records());
        FinishedStage stage = finished.get(last);
        return new Outcome.Measured(accuracy(last, stage), stage.record().fingerprint());
    }

    private static void requireThere(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw RunFolder.gone(folder, null);
        }
    }

    private double accuracy(String name, FinishedStage stage) {
        ExperimentConfig config = recipe.config();
        try (Network network = config.modelAfter(name).build(data.train().classCount(), config.seed());
                ImageTensors images = new ImageTensors(data.statistics(), environment.layout())) {
            try (StepScope scope = StepScope.open()) {
                network.load(TensorFile.read(stage.weights(), stage.record().weights()));
            }
            network.arrange(environment.layout());
            Evaluator evaluator = new Evaluator(
                    images, environment.precision(), options.loaderThreads(), TransformConfig.buildAll(config.view()));
            Predictions predictions = evaluator.predict(network, validation);
            return ShotAccuracy.of(predictions, ClassCounts.of(data.train()), ShotLimits.PAPER)
                    .classMean();
        }
    }
}
