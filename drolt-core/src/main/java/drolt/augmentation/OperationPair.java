package drolt.augmentation;

/** Two operations, applied in order, each or not on its own. */
record OperationPair(RandomOperation first, RandomOperation second) {}
