package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer with bias.
 *
 * @param initial its weights at first; null: normal
 * @param bias its biases at first, and whether they decay; null: uniform
 */
@JsonTypeName("linear")
public record LinearClassifierConfig(
        @Nullable LinearInitial initial, @Nullable LinearBias bias) implements ClassifierConfig {
    @Override
    public LinearClassifier build(int dimension, int classCount, long seed) {
        return new LinearClassifier(
                dimension,
                classCount,
                initial == null ? LinearInitial.NORMAL : initial,
                bias == null ? LinearBias.UNIFORM : bias,
                seed);
    }
}
