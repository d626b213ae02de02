package drolt.loss.robust;

/** Z, the samples over which the denominator of Eq. 18 sums. */
public enum Denominator {
    /** The batch; each drawn copy of an image counts. */
    BATCH,
    /**
     * All training features: those stored at the epoch's start, but for the images in the batch, whose live features
     * take their place, each drawn copy counting. The reference that {@link #BATCH} is held against; its cost and
     * memory grow with the training set.
     */
    EXACT
}
