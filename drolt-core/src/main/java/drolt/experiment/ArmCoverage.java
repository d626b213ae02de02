package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import drolt.trust.SetCoverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an arm's prediction sets come to on the test images.
 *
 * @param promise that the sets were calibrated for
 * @param onTest how often they hold the true class, and their sizes
 */
public record ArmCoverage(String arm, CoveragePromise promise, SetCoverage onTest) {
    /**
     * Calibrates sets on the validation split and measures them on the test set, for every arm and promise. Calibrations
     * that the run does not keep are computed from the stored weights, and kept.
     *
     * @param run opened with the place of its data
     * @param coverage that is promised, in (0, 1)
     * @throws ConfigException if the run had no validation images, its data or a model is missing or not what it was
     */
    public static List<ArmCoverage> measure(FinishedRun run, double coverage) {
        List<ArmCoverage> measured = new ArrayList<>();
        try (ArmEvaluator evaluator = run.armEvaluator()) {
            if (!evaluator.hasValidation()) {
                throw ArmCalibration.withoutValidation(run.folder());
            }
            for (ArmResult arm : run.result().arms()) {
                Path model = ArmNetwork.file(run.folder(), arm);
                ArmCalibration calibration = ArmCalibration.read(run.folder(), arm)
                        .orElseGet(() -> calibrate(evaluator, run.folder(), arm, model));
                Map<CoveragePromise, PredictionSets> sets = new EnumMap<>(CoveragePromise.class);
                Map<CoveragePromise, SetCoverage.Counter> counters = new EnumMap<>(CoveragePromise.class);
                for (CoveragePromise promise : CoveragePromise.values()) {
                    sets.put(promise, calibration.sets(coverage, promise));
                    counters.put(promise, new SetCoverage.Counter(run.shotCounts(), run.shots()));
                }
                evaluator.testLosses(
                        arm.name(),
                        model,
                        arm.weights(),
                        (image, label, losses) -> counters.forEach((promise, counter) -> counter.add(
                                label, Objects.requireNonNull(sets.get(promise)).of(losses))));
                counters.forEach(
                        (promise, counter) -> measured.add(new ArmCoverage(arm.name(), promise, counter.finish())));
            }
        }
        return measured;
    }

    private static ArmCalibration calibrate(ArmEvaluator evaluator, Path run, ArmResult arm, Path model) {
        ArmCalibration calibration = evaluator.calibrate(arm.name(), model, arm.weights());
        calibration.write(ArmCalibration.file(run, arm.name()), arm.weights());
        return calibration;
    }
}
