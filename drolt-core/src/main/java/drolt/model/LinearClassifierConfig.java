package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer with bias.
 *
 * @param initial its weights at first; null: normal
 */
@JsonTypeName("linear")
public record LinearClassifierConfig(@Nullable LinearInitial initial) implements ClassifierConfig {
    @Override
    public LinearClassifier build(int dimension, int classCount, long seed) {
        return new LinearClassifier(dimension, classCount, initial == null ? LinearInitial.NORMAL : initial, seed);
    }
}
