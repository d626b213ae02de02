package drolt.experiment;

/** How the run ended that a rank of a group has helped with. */
public enum RankOutcome {
    /** All stages are done and all arms measured. */
    COMPLETED,
    /** It was asked to stop. */
    INTERRUPTED,
    /** A loss was NaN or infinite. */
    DIVERGED;

    static RankOutcome of(RunOutcome outcome) {
        if (outcome instanceof RunOutcome.Completed) {
            return COMPLETED;
        }
        return outcome instanceof RunOutcome.Diverged ? DIVERGED : INTERRUPTED;
    }
}
