package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Pads with zeros on all sides, then cuts out the original size at a uniformly random place.
 *
 * @param padding pixels on each side, at least 0
 */
@JsonTypeName("random-crop")
public record RandomCropConfig(int padding) implements TransformConfig {
    public RandomCropConfig {
        if (padding < 0 || padding > 10_000) {
            throw new InvalidValueException("padding", padding, "must lie in 0..10000 pixels, for example 4");
        }
    }

    @Override
    public Transform build() {
        return new RandomCrop(padding);
    }
}
