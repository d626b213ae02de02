package drolt.model;

/** Which classifier stands on the features. */
public sealed interface ClassifierConfig permits LinearClassifierConfig, CosineClassifierConfig, MetaEmbeddingConfig {
    /**
     * A classifier with fresh values.
     *
     * @param dimension number of features D
     */
    Classifier build(int dimension, int classCount, long seed);

    /** Whether the classifier has a {@link Classifier#memory}. */
    default boolean hasMemory() {
        return false;
    }
}
