package drolt.cli;

import drolt.experiment.ArmResult;
import drolt.experiment.Environment;
import drolt.experiment.RunResult;
import drolt.experiment.Versions;
import drolt.training.Selection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a finished run, for other programs. Accuracies are fractions.
 *
 * @param run its folder
 * @param selection which epochs were kept; test means that the test set chose them
 * @param trainingImages fingerprint of the images trained on
 * @param radii of the stages that have them, where they are asked for
 */
record RunSummary(
        String run,
        String recipe,
        long seed,
        Selection selection,
        String fingerprint,
        String trainingImages,
        String environment,
        Versions versions,
        List<Arm> arms,
        @Nullable List<Radii> radii) {
    /**
     * A row of the table.
     *
     * @param many null where no class has so many training images; so are the next two
     * @param nearestCentroid accuracy of the nearest class mean
     * @param onTrainingsClasses accuracy where classes are as frequent as in training; null: not defined
     * @param calibrationError expected calibration error; null: not defined
     */
    record Arm(
            String name,
            double accuracy,
            @Nullable Double many,
            @Nullable Double med,
            @Nullable Double few,
            double nearestCentroid,
            @Nullable Double onTrainingsClasses,
            @Nullable Double calibrationError) {
        static Arm of(ArmResult arm) {
            return new Arm(
                    arm.name(),
                    arm.accuracy(),
                    arm.many(),
                    arm.med(),
                    arm.few(),
                    arm.ncm(),
                    RunsShowCommand.orNull(arm.evaluation().classifier().trainingDistribution()),
                    RunsShowCommand.orNull(arm.evaluation().calibration().expected()));
        }
    }

    /**
     * A stage's radii at its end, in label order.
     *
     * @param probabilities p(eps): that the true centroid lies within the radius
     */
    record Radii(String stage, List<String> classes, List<Double> radii, List<Double> probabilities) {}

    static RunSummary of(Path run, RunResult result, boolean radii) {
        Environment environment = result.environment();
        return new RunSummary(
                run.toString(),
                result.recipe(),
                result.seed(),
                result.selection(),
                result.fingerprint(),
                result.dataFingerprint(),
                environment.inWords(),
                result.versions(),
                result.arms().stream().map(Arm::of).toList(),
                radii ? RadiusView.of(result).stream().map(RadiusView::values).toList() : null);
    }
}
