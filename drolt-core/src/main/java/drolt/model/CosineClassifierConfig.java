package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * A normalised classifier.
 *
 * <p>The normed linear layer of Cao et al. (LDAM) is {@code {scale: 1, initialNorm: 1}}.
 *
 * @param scale factor on the cosines
 * @param initialNorm norm of each class's weights at the start; null: as drawn, about sqrt(D / 3)
 */
@JsonTypeName("cosine")
public record CosineClassifierConfig(double scale, @Nullable Double initialNorm) implements ClassifierConfig {
    public CosineClassifierConfig {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("scale", scale, "must be above 0, for example 16");
        }
        if (initialNorm != null && !(initialNorm > 0 && initialNorm < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("initialNorm", initialNorm, "must be above 0, for example 1, or null");
        }
    }

    @Override
    public CosineClassifier build(int dimension, int classCount, long seed) {
        return new CosineClassifier(dimension, classCount, scale, initialNorm, seed);
    }
}
