package drolt.data;

/**
 * How training images were drawn from a larger set; an index file states it.
 *
 * @param imbalanceFactor largest over smallest class, as asked for
 * @param seed of the draw
 */
public record SubsetDraw(double imbalanceFactor, long seed) {}
