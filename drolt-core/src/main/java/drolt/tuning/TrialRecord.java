package drolt.tuning;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.io.RecordFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final RecordFiles FILES = new RecordFiles(MAPPER, "the trial is measured anew");
    private static final Logger LOG = LoggerFactory.getLogger(TrialRecord.class);

    public TrialRecord {
        if (trial < 1 || rung < 1) {
            throw new InvalidValueException("trial or rung", Math.min(trial, rung), "must be at least 1");
        }
        if (!(scale > 0)) {
            throw new InvalidValueException("scale", scale, "must be above 0");
        }
        Objects.requireNonNull(values, "values");
        values.forEach((key, value) -> Objects.requireNonNull(value, key));
        if (accuracy != null && !(accuracy >= 0 && accuracy <= 1)) {
            throw new InvalidValueException("accuracy", accuracy, "must lie in [0, 1]");
        }
    }

    boolean isOf(Trial wanted, int wantedRung) {
        return trial == wanted.number() && rung == wantedRung + 1 && values.equals(wanted.values());
    }

    String toLine() {
        return MAPPER.writeValueAsString(this) + "\n";
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    /** Empty if there is none yet, or only a damaged one, which is logged. */
    static Optional<TrialRecord> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(FILES.read(file, TrialRecord.class));
        } catch (ConfigException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }
}
