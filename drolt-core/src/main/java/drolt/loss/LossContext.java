package drolt.loss;

import drolt.data.ClassCounts;

/**
 * What a loss must know of the training it serves.
 *
 * @param featureDimension D
 * @param counts of the images that are trained on
 * @param seed for losses that draw at random
 */
public record LossContext(int featureDimension, ClassCounts counts, long seed) {}
