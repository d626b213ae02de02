package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Blackens one square, whose centre is uniform over the image and which is clipped at the border.
 *
 * <p>Source: DeVries and Taylor, Improved Regularization of Convolutional Neural Networks with Cutout.
 *
 * @param size side of the square in pixels, at least 1; rows y - size/2 .. y - size/2 + size - 1 of a centre y
 */
@JsonTypeName("cutout")
public record CutoutConfig(int size) implements TransformConfig {
    public CutoutConfig {
        if (size < 1) {
            throw new InvalidValueException("size", size, "must be at least 1 pixel, for example 16");
        }
    }

    @Override
    public Transform build() {
        return new Cutout(size);
    }
}
