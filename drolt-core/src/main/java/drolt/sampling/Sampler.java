package drolt.sampling;

/**
 * Chooses the images of an epoch and their order.
 *
 * <p>A pure function of the epoch (the seed is part of the sampler), so that a resumed run draws what an unbroken one
 * draws without any state to store.
 */
public interface Sampler {
    /**
     * The positions (in the data set) to draw in this epoch, in order.
     *
     * @param epoch from 0
     */
    int[] draw(int epoch);

    /** How many positions every epoch draws. */
    int drawsPerEpoch();
}
