package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Takes the colours away: each pixel becomes its brightness, as the eye weighs the channels (ITU-R 601).
 *
 * @param probability chance to do so, in [0, 1]
 */
@JsonTypeName("random-grayscale")
record RandomGrayscale(double probability) implements TransformConfig, Transform {
    public RandomGrayscale {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.2");
        }
    }

    @Override
    public Transform build() {
        return this;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (random.nextDouble() < probability) {
            byte[] pixels = image.pixels();
            int length = image.length();
            for (int at = 0; at < length; at += 3) {
                byte grey = (byte) Blend.grey(pixels, at);
                pixels[at] = grey;
                pixels[at + 1] = grey;
                pixels[at + 2] = grey;
            }
        }
        return image;
    }
}
