package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.RgbImage;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Blackens one square, whose centre is uniform over the image and which is clipped at the border.
 *
 * <p>Source: DeVries and Taylor, Improved Regularization of Convolutional Neural Networks with Cutout.
 *
 * @param size side of the square in pixels, at least 1; rows y - size/2 .. y - size/2 + size - 1 of a centre y
 */
@JsonTypeName("cutout")
public record Cutout(int size) implements TransformConfig, Transform {
    public Cutout {
        if (size < 1) {
            throw new InvalidValueException("size", size, "must be at least 1 pixel, for example 16");
        }
    }

    @Override
    public Transform build() {
        return this;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        int top = random.nextInt(image.height()) - size / 2;
        int left = random.nextInt(image.width()) - size / 2;
        int right = (int) Math.min(image.width(), (long) left + size);
        int bottom = (int) Math.min(image.height(), (long) top + size);
        int stride = 3 * image.width();
        for (int y = Math.max(0, top); y < bottom; y++) {
            Arrays.fill(image.pixels(), y * stride + 3 * Math.max(0, left), y * stride + 3 * right, (byte) 0);
        }
        return image;
    }
}
