package drolt.experiment;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.data.ImageDataset;
import drolt.recipe.RecipeKinds;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads finished runs and measures their stored models once more. */
public final class RunEvaluation {
    private RunEvaluation() {}

    /**
     * Reads a finished run.
     *
     * @throws ConfigException if the folder holds none
     */
    public static RunResult read(Path run) {
        Path file = run.resolve("result.json");
        if (!Files.isDirectory(run)) {
            throw new ConfigException(run + ": there is no such folder; 'drolt runs list' shows the runs");
        }
        if (!Files.exists(file)) {
            throw new ConfigException(
                    Files.exists(run.resolve("run.json"))
                            ? run + ": the run is not finished; the command that began it goes on with it"
                            : run + ": is no run's folder (no run.json in it); 'drolt runs list' shows the runs");
        }
        return RunResult.read(file);
    }

    /**
     * The recipe that a run followed.
     *
     * @param run what messages call it
     * @throws ConfigException if this version cannot read it any more
     */
    public static Recipe recipe(Path run, RunResult result) {
        return recipe(run, result, RecipeKinds.SHIPPED);
    }

    /** The same of a run whose recipe may name kinds of one's own. */
    static Recipe recipe(Path run, RunResult result, RecipeKinds kinds) {
        return RecipeReader.read(
                new ConfigSource(
                        result.configuration().toString(),
                        run.resolve("result.json").toString()),
                result.recipe(),
                kinds);
    }

    /**
     * An arm of a run.
     *
     * @param run what messages call it
     * @throws ConfigException if there is none of this name
     */
    public static ArmResult arm(Path run, RunResult result, String name) {
        return result.arms().stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(run + ": no arm is named '" + name + "'"
                        + ClosestName.hint(
                                name,
                                result.arms().stream().map(ArmResult::name).toList())));
    }

    /**
     * Computes everything anew from the stored weights, in the precision and with the threads of the run.
     *
     * @param options where the data is
     * @throws ConfigException if the run is not finished, its data or a model is missing or not what it was
     */
    public static List<ArmResult> evaluate(Path run, RunOptions options) {
        return evaluate(run, options, RecipeKinds.SHIPPED);
    }

    /** The same of a run whose recipe may name kinds of one's own. */
    public static List<ArmResult> evaluate(
            Path run, RunOptions options, RecipeKinds kinds) {
        RunResult result = read(run);
        List<ArmResult> arms = new ArrayList<>();
        ExperimentConfig config = recipe(run, result, kinds).config();
        try (ArmEvaluator evaluator = evaluator(config, result, data(run, config, result, options), options)) {
            result.arms()
                    .forEach(arm ->
                            arms.add(evaluator.evaluate(arm.name(), run.resolve(arm.model()), arm.weights(), run)));
        }
        return arms;
    }

    /**
     * Looks at the files of a run beside its result: records, recipe, stages, cards, predictions.
     *
     * @return a line for each that is damaged, or that does not say what the result says
     */
    public static List<String> faults(Path run, RunResult result) {
        return RunCheck.faults(run, result, recipe(run, result).config());
    }

    /**
     * What every arm said of the test images, in the order of the result's arms: as the run keeps it, else computed
     * anew from the stored weights and kept.
     *
     * @param options where the data is
     * @throws ConfigException if something is to be computed and the data or a model is missing or not what it was
     */
    public static List<ArmPredictions> predictions(Path run, RunResult result, RunOptions options) {
        List<ArmPredictions> predictions = new ArrayList<>();
        result.arms().forEach(arm -> ArmPredictions.read(run, arm).ifPresent(predictions::add));
        if (predictions.size() == result.arms().size()) {
            return predictions;
        }
        predictions.clear();
        for (ArmResult arm : result.arms()) {
            requireModel(run, arm);
        }
        Engine.load();
        ExperimentConfig config = recipe(run, result).config();
        ExperimentData data = data(run, config, result, options);
        try (ArmEvaluator evaluator = evaluator(config, result, data, options)) {
            for (ArmResult arm : result.arms()) {
                MeasuredArm measured = evaluator.measure(arm.name(), run.resolve(arm.model()), arm.weights(), run);
                measured.predictions().write(ArmPredictions.file(run, arm.name()), arm.weights());
                predictions.add(measured.predictions());
            }
        }
        TestImageNames.write(run, data.test());
        return predictions;
    }

    /**
     * Files of the test images in their order, as the run keeps them.
     *
     * @return empty where images have no files of their own, and in a run of an older version
     */
    public static List<String> testImageNames(Path run, RunResult result) {
        return TestImageNames.read(run, result.testFingerprint());
    }

    /** What a run last said of itself; empty where it keeps nothing that can be read. */
    public static Optional<RunState> state(Path run) {
        Path file = run.resolve("state.json");
        try {
            return Files.isRegularFile(file) ? Optional.of(RunState.read(file)) : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /** Before minutes are spent on the others. */
    private static void requireModel(Path run, ArmResult arm) {
        if (!Files.isRegularFile(run.resolve(arm.model()))) {
            throw new ConfigException(run + ": the model " + arm.model() + " is missing");
        }
    }

    /**
     * The images on which a run was measured.
     *
     * @param options where the data is
     * @throws ConfigException if they are missing or not what they were
     */
    public static ImageDataset testImages(Path run, RunResult result, RunOptions options) {
        ImageDataset test = recipe(run, result)
                .config()
                .dataset()
                .load(options.dataFolder())
                .test();
        requireSame(run, "test", result.testFingerprint(), test.fingerprint());
        return test;
    }

    /**
     * The images of a run.
     *
     * @throws ConfigException if they are missing or not what they were
     */
    static ExperimentData data(Path run, ExperimentConfig config, RunResult result, RunOptions options) {
        ExperimentData data = ExperimentData.load(config.dataset(), options.dataFolder(), config.seed());
        requireSame(run, "training", result.dataFingerprint(), data.train().fingerprint());
        requireSame(run, "test", result.testFingerprint(), data.test().fingerprint());
        return data;
    }

    private static ArmEvaluator evaluator(
            ExperimentConfig config, RunResult result, ExperimentData data, RunOptions options) {
        Engine.setThreads(result.environment().threads());
        return new ArmEvaluator(config, data, result.environment(), options.loaderThreads());
    }

    private static void requireSame(Path run, String which, String expected, String found) {
        if (!expected.equals(found)) {
            throw new ConfigException(
                    run + ": the " + which + " images are not those of the run; say with --data where those are");
        }
    }
}
