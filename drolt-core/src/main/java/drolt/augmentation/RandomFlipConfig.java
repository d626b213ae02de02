package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Mirrors left and right.
 *
 * @param probability chance to mirror, in [0, 1]
 */
@JsonTypeName("random-flip")
public record RandomFlipConfig(double probability) implements TransformConfig {
    public RandomFlipConfig {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.5");
        }
    }

    @Override
    public Transform build() {
        return new RandomFlip(probability);
    }
}
