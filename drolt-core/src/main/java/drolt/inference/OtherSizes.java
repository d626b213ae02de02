package drolt.inference;

/** What happens to an image of another size than the network was measured on. */
public enum OtherSizes {
    /** It is refused. */
    REFUSED,

    /** The largest window of the right shape, from its middle, is brought to that size. */
    RESIZED
}
