package drolt.tuning;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a trial on a rung: {@code trial.json}, and a line of {@code trials.jsonl}.
 *
 * @param trial number of the trial, from 1
 * @param rung from 1
 * @param scale factor on the recipe's schedules
 * @param accuracy on the validation split, mean over the classes, in [0, 1]; null: the loss became NaN or infinite
 * @param stage fingerprint of the arm's last stage; null as above
 */
public record TrialRecord(
        int trial,
        int rung,
        double scale,
        Map<String, String> values,
        @Nullable Double accuracy,
        @Nullable String stage) {
    private static final JsonMapper MAPPER = new JsonMapper();

    String toLine() {
        return MAPPER.writeValueAsString(this) + "\n";
    }

    /** Empty where there is none yet. */
    static Optional<TrialRecord> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(Files.readString(file), TrialRecord.class));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new ConfigException(file + ": is damaged; delete it, and the same command measures anew", e);
        }
    }
}
