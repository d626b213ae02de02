package drolt.loss;

/** Where a class's weight enters the softmax focal loss; the two are one where every weight is 1. */
public enum FocalForm {
    /** {@code w_y (1 - p_y)^gamma (-log p_y)}, p_y the probability. */
    EXACT,
    /**
     * {@code (1 - q)^gamma c} with {@code c = w_y (-log p_y)} and {@code q = exp(-c)}, which is p_y^(w_y) and no
     * probability: the program of Cao et al. (LDAM).
     */
    RELEASED
}
