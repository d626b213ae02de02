package drolt.board;

import drolt.experiment.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run is doing, as far as its folder tells. */
enum RunStatus {
    TRAINING,
    MEASURING,
    FINISHED,
    /** By a signal. */
    INTERRUPTED,
    DIVERGED,
    FAILED,
    /** It said that it was at work, and then nothing more: killed, or its machine is gone. */
    BROKEN_OFF,
    /** It says nothing of itself: begun by an older version, or only just. */
    UNKNOWN;

    private static final Duration SILENCE = Duration.ofSeconds(5L * RunState.INTERVAL_SECONDS);

    static RunStatus of(boolean hasResult, @Nullable RunState state, Instant now) {
        if (hasResult) {
            return FINISHED;
        }
        if (state == null) {
            return UNKNOWN;
        }
        if (state.phase().isActive() && state.updated().plus(SILENCE).isBefore(now)) {
            return BROKEN_OFF;
        }
        return switch (state.phase()) {
            case TRAINING -> TRAINING;
            case MEASURING -> MEASURING;
            case FINISHED -> UNKNOWN; // it was, but its result was taken away
            case INTERRUPTED -> INTERRUPTED;
            case DIVERGED -> DIVERGED;
            case FAILED -> FAILED;
        };
    }
}
