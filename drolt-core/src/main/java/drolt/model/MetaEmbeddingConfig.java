package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * The classifier of OLTR: {@link MetaEmbeddingClassifier}.
 *
 * @param scale factor on the cosines, above 0
 * @param reach numerator of the reachability, above 0
 */
@JsonTypeName("meta-embedding")
public record MetaEmbeddingConfig(double scale, double reach) implements ClassifierConfig {
    public MetaEmbeddingConfig {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("scale", scale, "must be above 0 and finite, for example 16");
        }
        if (!(reach > 0 && reach < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("reach", reach, "must be above 0 and finite, for example 10");
        }
    }

    @Override
    public MetaEmbeddingClassifier build(int dimension, int classCount, long seed) {
        return new MetaEmbeddingClassifier(dimension, classCount, scale, reach, seed);
    }

    @Override
    public boolean hasMemory() {
        return true;
    }
}
