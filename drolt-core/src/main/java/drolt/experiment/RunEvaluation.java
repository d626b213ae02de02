package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.loss.ExternalLossConfig;
import drolt.tensor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Measures a finished run's stored models once more. */
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
        return Json.read(file, RunResult.class);
    }

    /**
     * Computes everything anew from the stored weights, in the precision and with the threads of the run.
     *
     * @param options where the data is
     * @throws ConfigException if the run is not finished, its data or a model is missing or not what it was
     */
    public static List<ArmResult> evaluate(Path run, RunOptions options) {
        return evaluate(run, options, List.of());
    }

    /** The same of a run whose recipe may name losses from outside. */
    public static List<ArmResult> evaluate(
            Path run, RunOptions options, Collection<Class<? extends ExternalLossConfig>> losses) {
        RunResult result = read(run);
        Engine.setThreads(result.environment().threads());
        Recipe recipe = RecipeReader.read(
                new ConfigSource(
                        result.configuration().toString(),
                        run.resolve("result.json").toString()),
                result.recipe(),
                losses);
        ExperimentConfig config = recipe.config();
        ExperimentData data = ExperimentData.load(config.dataset(), options.dataFolder(), config.seed());
        requireSame(run, "training", result.dataFingerprint(), data.train().fingerprint());
        requireSame(run, "test", result.testFingerprint(), data.test().fingerprint());
        List<ArmResult> arms = new ArrayList<>();
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, result.environment(), options.loaderThreads())) {
            result.arms()
                    .forEach(arm ->
                            arms.add(evaluator.evaluate(arm.name(), run.resolve(arm.model()), arm.weights(), run)));
        }
        return arms;
    }

    private static void requireSame(Path run, String which, String expected, String found) {
        if (!expected.equals(found)) {
            throw new ConfigException(
                    run + ": the " + which + " images are not those of the run; say with --data where those are");
        }
    }
}
