package drolt.experiment;

import drolt.training.EpochMetrics;
import drolt.training.StageTrainer;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Objects;

/**
 * What is kept of a finished stage beside its weights.
 *
 * @param weights SHA-256 (hex) of the weights' file
 * @param keptEpoch the epoch whose weights these are, from 1; 0 where nothing was trained
 * @param radiusProbabilities p(eps_c) of each class at the end of training [C]: the probability that its true centroid
 *     lies within its radius; empty where the loss has no radii
 */
public record StageRecord(
        String fingerprint,
        String weights,
        int keptEpoch,
        List<EpochMetrics> history,
        List<Double> radiusProbabilities) {
    /** Refuses files that lack a part. */
    public StageRecord {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(radiusProbabilities, "radiusProbabilities");
    }

    static StageRecord of(String fingerprint, String weights, TrainingResult result, StageTrainer trainer) {
        return new StageRecord(
                fingerprint, weights, trainer.keptEpoch(), result.history(), trainer.radiusProbabilities());
    }
}
