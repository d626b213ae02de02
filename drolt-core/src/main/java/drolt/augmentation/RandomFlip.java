package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Mirrors left and right.
 *
 * @param probability chance to mirror, in [0, 1]
 */
@JsonTypeName("random-flip")
public record RandomFlip(double probability) implements TransformConfig, Transform {
    public RandomFlip {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.5");
        }
    }

    @Override
    public Transform build() {
        return this;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (random.nextDouble() < probability) {
            mirror(image);
        }
        return image;
    }

    private static void mirror(RgbImage image) {
        byte[] pixels = image.pixels();
        int stride = 3 * image.width();
        for (int row = 0; row < image.length(); row += stride) {
            for (int left = row, right = row + stride - 3; left < right; left += 3, right -= 3) {
                for (int channel = 0; channel < 3; channel++) {
                    byte value = pixels[left + channel];
                    pixels[left + channel] = pixels[right + channel];
                    pixels[right + channel] = value;
                }
            }
        }
    }
}
