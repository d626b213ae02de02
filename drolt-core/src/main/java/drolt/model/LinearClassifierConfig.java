package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** A linear layer with bias. */
@JsonTypeName("linear")
public record LinearClassifierConfig() implements ClassifierConfig {
    @Override
    public LinearClassifier build(int dimension, int classCount, long seed) {
        return new LinearClassifier(dimension, classCount, seed);
    }
}
