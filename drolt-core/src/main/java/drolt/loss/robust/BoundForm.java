package drolt.loss.robust;

/**
 * The form of the bound: how often and where the radius is subtracted.
 *
 * <p>With {@code g_k = -(d(mu_c, z_k) + m eps_c delta_k) / T} the loss of a sample z of class c is
 * {@code l(z) = log sum_k exp(g_k) - g_z}.
 */
public enum BoundForm {
    /** Eq. 11 and 18 as printed: m = 2, delta_k = 1 for every sample of z's class. Not a bound where it has several. */
    PAPER(2, false, false),
    /** The released program's, each sample with its own class's radius: m = 1, delta as in {@link #PAPER}. */
    RELEASED(1, false, false),
    /**
     * The released program's to the letter: the j-th sample in class order gets the radius of the class of the j-th
     * sample in batch order. Radii cannot learn anything of their class. A curiosity.
     */
    RELEASED_SCRAMBLED(1, false, true),
    /** m = 2, delta_k = 1 for z itself only: an upper bound for every centroid within the radius. */
    CERTIFIED(2, true, false);

    private final double marginFactor;
    private final boolean marginOnSampleAlone;
    private final boolean scrambled;

    BoundForm(double marginFactor, boolean marginOnSampleAlone, boolean scrambled) {
        this.marginFactor = marginFactor;
        this.marginOnSampleAlone = marginOnSampleAlone;
        this.scrambled = scrambled;
    }

    /** m. */
    double marginFactor() {
        return marginFactor;
    }

    /** Whether delta is 1 for the sample alone, so that every sample has a denominator of its own. */
    boolean marginOnSampleAlone() {
        return marginOnSampleAlone;
    }

    /** Whether radii are handed out in the wrong order. */
    public boolean scrambled() {
        return scrambled;
    }
}
