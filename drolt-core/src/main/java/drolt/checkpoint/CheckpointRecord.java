package drolt.checkpoint;

import drolt.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands beside the tensors of a training state.
 *
 * @param fingerprint of the training
 * @param digest SHA-256 (hex) of the tensors' file
 */
record CheckpointRecord(String fingerprint, String digest, TrainingProgress progress) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String toJson() {
        return MAPPER.writeValueAsString(this);
    }

    static CheckpointRecord read(Path file) {
        try {
            return MAPPER.readValue(Files.readString(file), CheckpointRecord.class);
        } catch (IOException | JacksonException e) {
            throw new CorruptFileException(file, "it is no record of a checkpoint", e);
        }
    }
}
