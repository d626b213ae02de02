package drolt.model;

/** Which classifier stands on the features. */
public sealed interface ClassifierConfig permits LinearClassifierConfig, CosineClassifierConfig {
    /**
     * A classifier with fresh values.
     *
     * @param dimension number of features D
     */
    Classifier build(int dimension, int classCount, long seed);
}
