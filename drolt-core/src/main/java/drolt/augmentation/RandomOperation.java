package drolt.augmentation;

/**
 * An operation that happens with a probability.
 *
 * @param probability in [0, 1]
 * @param index magnitude index, in 0..9
 */
record RandomOperation(double probability, Operation operation, int index) {}
