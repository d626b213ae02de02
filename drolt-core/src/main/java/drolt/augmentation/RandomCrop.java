package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Pads with zeros on all sides, then cuts out the original size at a uniformly random place.
 *
 * @param padding pixels on each side, at least 0
 */
@JsonTypeName("random-crop")
public record RandomCrop(int padding) implements TransformConfig, Transform {
    public RandomCrop {
        if (padding < 0 || padding > 10_000) {
            throw new InvalidValueException("padding", padding, "must lie in 0..10000 pixels, for example 4");
        }
    }

    @Override
    public Transform build() {
        return this;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        int top = random.nextInt(2 * padding + 1) - padding;
        int left = random.nextInt(2 * padding + 1) - padding;
        return top == 0 && left == 0 ? image : ShiftedWindow.cut(image, spare, top, left, (byte) 0);
    }
}
