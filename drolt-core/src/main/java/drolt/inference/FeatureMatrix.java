package drolt.inference;

/**
 * Features of a set of images.
 *
 * @param values row-major [N, dimension]
 * @param labels [N]
 */
public record FeatureMatrix(float[] values, int[] labels, int dimension) {}
