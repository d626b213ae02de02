package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * A normalised classifier.
 *
 * @param scale factor on the cosines
 */
@JsonTypeName("cosine")
public record CosineClassifierConfig(double scale) implements ClassifierConfig {
    public CosineClassifierConfig {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("scale", scale, "must be above 0, for example 16");
        }
    }

    @Override
    public CosineClassifier build(int dimension, int classCount, long seed) {
        return new CosineClassifier(dimension, classCount, scale, seed);
    }
}
