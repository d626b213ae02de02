package drolt.experiment;

/** What a run is doing, or how it ended, by its own account. */
public enum RunPhase {
    TRAINING,
    MEASURING,
    FINISHED,
    INTERRUPTED,
    DIVERGED,
    FAILED;

    /** Whether somebody is still at work; a killed run says so, too, but no longer says it anew. */
    public boolean isActive() {
        return this == TRAINING || this == MEASURING;
    }
}
