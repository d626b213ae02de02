package drolt.loss;

/** What a weighted sum over the batch is divided by. */
public enum LossNormalization {
    /** The sum of the batch's weights, as engines do; only ratios of weights matter. */
    WEIGHT_SUM,
    /**
     * The number of samples, the weights scaled to sum C: a batch of rare classes counts more than one of frequent ones.
     *
     * <p>Source: the program of Cui et al.
     */
    BATCH_SIZE
}
