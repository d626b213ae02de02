package drolt.optimizer;

/** How often a learning rate changes. */
enum Granularity {
    /** At the start of each epoch. */
    EPOCH,
    /** At each step. */
    STEP
}
