package drolt.experiment;

import drolt.training.EpochMetrics;
import drolt.training.StageTrainer;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a finished stage beside its weights.
 *
 * @param weights SHA-256 (hex) of the weights' file
 * @param keptEpoch the epoch whose weights these are, from 1; 0 where nothing was trained
 * @param perClass numbers by class at the end of training, for example radii, by name
 */
public record StageRecord(
        String fingerprint,
        String weights,
        int keptEpoch,
        List<EpochMetrics> history,
        Map<String, List<Double>> perClass) {
    static StageRecord of(String fingerprint, String weights, TrainingResult result, StageTrainer trainer) {
        return new StageRecord(fingerprint, weights, trainer.keptEpoch(), result.history(), trainer.perClass());
    }
}
