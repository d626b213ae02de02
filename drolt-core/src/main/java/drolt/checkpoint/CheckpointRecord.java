package drolt.checkpoint;

import drolt.io.RecordFiles;
import drolt.training.TrainingProgress;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands beside the tensors of a training state.
 *
 * @param fingerprint of the training
 * @param digest SHA-256 (hex) of the tensors' file
 */
record CheckpointRecord(String fingerprint, String digest, TrainingProgress progress) {
    private static final RecordFiles FILES = new RecordFiles(new JsonMapper(), "it is not used");

    CheckpointRecord {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(progress, "progress");
    }

    /** The epochs done, from 1; 0 where none is. */
    int epoch() {
        int done = progress.history().size();
        return done == 0 ? 0 : progress.history().get(done - 1).epoch();
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    /**
     * Reads one.
     *
     * @throws drolt.configuration.ConfigException if it is damaged or cannot be read
     */
    static CheckpointRecord read(Path file) {
        return FILES.read(file, CheckpointRecord.class);
    }
}
