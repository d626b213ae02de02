package drolt.training;

/** What batch normalisation does while a stage trains. */
public enum BatchNormMode {
    /** Normalises by the batch, moves the running statistics, trains its weights where they are not frozen. */
    TRAIN,
    /** Normalises by the batch and moves the running statistics; its weights stay. */
    STATISTICS_ONLY,
    /** Normalises by the running statistics, which stay. */
    EVAL;

    /** Whether the batch's statistics are used. */
    public boolean usesBatch() {
        return this != EVAL;
    }
}
