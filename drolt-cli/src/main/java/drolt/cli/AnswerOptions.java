package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.experiment.ArmCalibration;
import drolt.experiment.FinishedRun;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is told of an image: so many classes or a set of them, at which probability, and how unlike anything it is. */
final class AnswerOptions {
    static final int TOP = 3;

    private static final double USUAL = 0.95;

    @Option(
            names = "--top",
            paramLabel = "<count>",
            description = "How many classes are told of an image, the most probable first; else " + TOP + ".")
    private @Nullable Integer top;

    @Option(
            names = "--coverage",
            paramLabel = "<share>",
            description = "Tells the set of classes that holds the true one in this share of images, for example 0.9.")
    private @Nullable Double coverage;

    @Option(
            names = "--promise",
            paramLabel = "<form>",
            completionCandidates = CompletionWords.Promises.class,
            description = "Over which images --coverage holds: marginal, over all; classwise, over those of each class;"
                    + " pooled, over those of each class, and of rare classes together; else pooled.")
    private @Nullable CoveragePromise promise;

    @Option(
            names = "--calibrated",
            description = "Tells probabilities at the temperature that fits the run's validation images.")
    private boolean calibrated;

    @Option(
            names = "--threshold",
            paramLabel = "<p>",
            description = "Says unsure where no class is this probable, for example 0.5.")
    private @Nullable Double threshold;

    @Option(
            names = "--unlike",
            description =
                    "Adds how unlike all that was trained on an image is: its distance to the nearest class, 1 where"
                            + " the training images of that class lie on average.")
    private boolean unlike;

    /** Refuses values that cannot be meant, before anything is read. */
    void check() {
        if (top != null && top < 1) {
            throw new ConfigException("--top: " + top + " must be at least 1, for example 3");
        }
        if (top != null && coverage != null) {
            throw new ConfigException(
                    "--top: a set of --coverage is as large as its promise needs; leave one of them out");
        }
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw new ConfigException("--threshold: " + threshold + " must lie in [0, 1], for example 0.5");
        }
        requireCoverage(coverage);
        if (promise != null && coverage == null) {
            throw new ConfigException(
                    "--promise: says what --coverage holds for, which is missing; for example --coverage 0.9");
        }
    }

    static void requireCoverage(@Nullable Double coverage) {
        if (coverage != null && !(coverage > 0 && coverage < 1)) {
            throw new ConfigException(
                    "--coverage: " + coverage + " must lie strictly between 0 and 1, for example 0.9");
        }
    }

    /**
     * What these options ask of an arm.
     *
     * @throws ConfigException in one line if the run does not keep what they need
     */
    Answers of(FinishedRun run, String arm, ConsoleOptions console) {
        CoveragePromise promised = promise == null ? CoveragePromise.POOLED : promise;
        PredictionSets sets = null;
        ArmCalibration calibration = null;
        if (coverage != null || calibrated) {
            calibration = ArmCalibration.validated(run, arm);
        } else if (unlike) {
            calibration = ArmCalibration.of(run, arm);
        }
        if (coverage != null && calibration != null) {
            sets = calibration.sets(coverage, promised);
            if (sets.alwaysIn() > 0) {
                console.note("coverage " + coverage + ": " + sets.alwaysIn() + " of "
                        + run.result().classNames().size()
                        + " classes are in every set, as too few validation images speak for them");
            }
        }
        if (unlike && calibration != null && calibration.validation().size() > 0) {
            console.note(String.format(
                    Locale.ROOT,
                    "unlike: %.0f%% of the validation images lie below %.2f",
                    100 * USUAL,
                    calibration.usualUnlikeness(USUAL)));
        }
        return new Answers(
                top == null ? TOP : top,
                coverage,
                promised,
                sets,
                calibrated && calibration != null ? calibration.temperature() : null,
                threshold,
                unlike && calibration != null ? calibration.unlikeness() : null);
    }
}
