package drolt.proposal;

/**
 * What is seen of an image, and by what.
 *
 * @param side of the square that the network sees, pixels
 * @param resizes whether images are brought to that size; else they have it
 */
record ViewedBackbone(int side, boolean resizes, ProposedBackbone backbone) {}
