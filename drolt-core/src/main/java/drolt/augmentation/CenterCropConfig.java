package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.OptionalInt;

/**
 * Cuts a square out of the middle; where the image is smaller, the rest is black.
 *
 * @param size side of the square in pixels, 1 to 10,000
 */
@JsonTypeName("center-crop")
public record CenterCropConfig(int size) implements TransformConfig {
    public CenterCropConfig {
        ResizeConfig.requireSize(size, 224);
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public OptionalInt side() {
        return OptionalInt.of(size);
    }

    @Override
    public Transform build() {
        return new CenterCrop(size);
    }
}
