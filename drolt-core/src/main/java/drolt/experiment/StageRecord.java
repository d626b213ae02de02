package drolt.experiment;

import drolt.configuration.InvalidValueException;
import drolt.io.Json;
import drolt.io.RecordFiles;
import drolt.training.EpochMetrics;
import drolt.training.StageTrainer;
import drolt.training.TrainingResult;
import java.nio.file.Path;
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
    private static final RecordFiles FILES = Json.files("the command that made the run trains the stage anew");

    /** Refuses files that lack a part. */
    public StageRecord {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(weights, "weights");
        history = List.copyOf(Objects.requireNonNull(history, "history"));
        Objects.requireNonNull(radiusProbabilities, "radiusProbabilities");
        radiusProbabilities = radiusProbabilities.stream()
                .map(probability -> probability == null ? Double.NaN : probability) // files have no word for NaN
                .toList();
        if (keptEpoch < 0 || keptEpoch > history.size()) {
            throw new InvalidValueException("keptEpoch", keptEpoch, "must lie in 0.." + history.size());
        }
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).epoch() != i + 1) {
                throw new InvalidValueException("history", "entry " + (i + 1), "is not that of epoch " + (i + 1));
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws drolt.configuration.ConfigException if it cannot be read or is damaged
     */
    static StageRecord read(Path file) {
        return FILES.read(file, StageRecord.class);
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    static StageRecord of(String fingerprint, String weights, TrainingResult result, StageTrainer trainer) {
        return new StageRecord(
                fingerprint, weights, trainer.keptEpoch(), result.history(), trainer.radiusProbabilities());
    }
}
