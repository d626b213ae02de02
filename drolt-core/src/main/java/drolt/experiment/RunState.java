package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.io.Json;
import drolt.io.RecordFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code state.json}: what a run is doing. Written every {@link #INTERVAL_SECONDS} seconds by the run itself, so a file
 * that says {@code TRAINING} and is much older belongs to a run that was killed.
 *
 * @param process identifier of the process on its machine
 * @param started when this process began to work on the run
 * @param updated when this was written
 * @param stage the stage under way, or the arm that is measured; null: none yet
 * @param position of the stage, from 1; 0 while none is under way
 * @param stages of the run
 * @param epoch the epoch under way, from 1; 0 while none is
 * @param epochs of the stage
 * @param step steps done in the epoch
 * @param stepsPerEpoch of the stage
 * @param progress share of the epochs of all stages that is done, in [0, 1]; null: nothing is trained in this run
 * @param loss of the last step; null: none yet
 * @param imagesPerSecond trained on since the stage began in this process, measurements included; null: not known yet
 * @param secondsLeft until the last stage is trained, at the rate of this one, measurements of arms not included; null:
 *     not known yet
 * @param note why the run ended, where it did not finish
 * @param begun when the first process began to work on the run; null: by an older version
 * @param secondsBefore that earlier processes worked on it; null: by an older version
 * @param command that started this process; null: not known
 */
public record RunState(
        int formatVersion,
        RunPhase phase,
        long process,
        Instant started,
        Instant updated,
        @Nullable String stage,
        int position,
        int stages,
        int epoch,
        int epochs,
        int step,
        int stepsPerEpoch,
        @Nullable Double progress,
        @Nullable Double loss,
        @Nullable Double imagesPerSecond,
        @Nullable Double secondsLeft,
        @Nullable String note,
        @Nullable Instant begun,
        @Nullable Double secondsBefore,
        @Nullable String command) {
    public static final int FORMAT_VERSION = 1;

    private static final RecordFiles FILES = Json.files("a run that goes on writes it anew");

    private static final Instant YEAR_10000 =
            Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    /** Refuses files that lack a part. */
    public RunState {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(updated, "updated");
        if (!isDate(started) || !isDate(updated) || (begun != null && !isDate(begun))) {
            throw new InvalidValueException("started or updated", updated, "is no date of a run");
        }
        if (Math.min(Math.min(position, stages), Math.min(Math.min(epoch, epochs), Math.min(step, stepsPerEpoch)))
                < 0) {
            throw new InvalidValueException("a position", "below 0", "is none of a run");
        }
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    private static boolean isDate(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(YEAR_10000);
    }

    /** Seconds between two writings. */
    public static final int INTERVAL_SECONDS = 3;

    private static final double MILLIS_OF_A_SECOND = 1000;

    /** When the first process began to work on the run, as far as is known. */
    public Instant firstStarted() {
        return begun == null ? started : begun;
    }

    /** Seconds that processes worked on the run, pauses between them left out. */
    public double secondsWorked() {
        double before = secondsBefore == null ? 0 : secondsBefore;
        return before + Math.max(0, Duration.between(started, updated).toMillis() / MILLIS_OF_A_SECOND);
    }

    /** What a run last said of itself; empty where it keeps nothing that can be read. */
    public static Optional<RunState> ofRun(Path run) {
        Path file = run.resolve("state.json");
        try {
            return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a file.
     *
     * @throws drolt.configuration.ConfigException if it cannot be read or is damaged
     */
    public static RunState read(Path file) {
        return FILES.read(file, RunState.class);
    }
}
