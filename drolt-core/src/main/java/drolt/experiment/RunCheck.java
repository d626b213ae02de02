package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.configuration.ConfigWriter;
import drolt.io.CanonicalForm;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.RecipeReader;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the files of a finished run are what was written, and say what its result says. */
final class RunCheck {
    private final Path run;
    private final RunResult result;
    private final List<String> faults = new ArrayList<>();

    private RunCheck(Path run, RunResult result) {
        this.run = run;
        this.result = result;
    }

    /** A line for each file that is damaged or of something else; what is not there is not missed. */
    static List<String> faults(Path run, RunResult result, ExperimentConfig config) {
        RunCheck check = new RunCheck(run, result);
        check.record();
        Path recipe = run.resolve("recipe.yaml");
        if (Files.exists(recipe) && !isRecipe(recipe, config)) {
            check.faults.add(recipe + ": is not the recipe of the run; the command that made the run writes it anew");
        }
        result.stages().forEach(check::stage);
        result.arms().forEach(check::arm);
        check.attempt(ArmChoice.file(run), () -> ArmChoice.read(run, result));
        return check.faults;
    }

    private void record() {
        Path file = run.resolve("run.json");
        attempt(file, () -> {
            if (!RunRecord.read(file).fingerprint().equals(result.fingerprint())) {
                faults.add(file + ": is the record of another run than result.json");
            }
        });
    }

    private void stage(String name, StageRecord expected) {
        StageFolder folder = new StageFolder(run.resolve("stages").resolve(name));
        attempt(folder.record(), () -> {
            if (!StageRecord.read(folder.record()).equals(expected)) {
                faults.add(folder.record() + ": does not say what result.json says of stage " + name);
            } else if (!TensorFile.isIntact(folder.weights(), expected.weights())) {
                faults.add(folder.weights() + ": is damaged or missing; the command that made the run trains the stage"
                        + " anew");
            }
        });
    }

    private void arm(ArmResult arm) {
        attempt(ModelCard.file(run, arm), () -> ModelCard.read(run, arm));
        Path predictions = ArmPredictions.file(run, arm.name());
        if (Files.exists(predictions) && ArmPredictions.read(run, arm).isEmpty()) {
            faults.add(predictions + ": is damaged or of other weights; drolt report makes it anew");
        }
        Path calibration = ArmCalibration.file(run, arm.name());
        if (Files.exists(calibration) && ArmCalibration.read(run, arm).isEmpty()) {
            faults.add(calibration + ": is damaged or of other weights; drolt evaluate " + run
                    + " --coverage 0.9 makes it anew");
        }
    }

    private void attempt(Path file, Runnable check) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            check.run();
        } catch (ConfigException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a file holds this recipe, be it in the words of another version. */
    static boolean isRecipe(Path file, ExperimentConfig config) {
        try {
            String text = Files.readString(file);
            return text.equals(ConfigWriter.yaml(config)) || isSame(new ConfigSource(text, file.toString()), config);
        } catch (IOException | ConfigException e) {
            return false;
        }
    }

    private static boolean isSame(ConfigSource source, ExperimentConfig config) {
        return CanonicalForm.of(RecipeReader.read(source, source.name()).config())
                .equals(CanonicalForm.of(config));
    }
}
