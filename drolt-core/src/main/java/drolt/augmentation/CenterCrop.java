package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.data.RgbImage;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Cuts a square out of the middle; where the image is smaller, the rest is black.
 *
 * @param size side of the square in pixels, 1 to 10,000
 */
@JsonTypeName("center-crop")
public record CenterCrop(int size) implements TransformConfig, Transform {
    public CenterCrop {
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
        return this;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (image.height() == size && image.width() == size) {
            return image;
        }
        spare.resize(size, size);
        byte[] target = spare.pixels();
        if (image.height() < size || image.width() < size) {
            Arrays.fill(target, 0, spare.length(), (byte) 0);
        }
        int top = offset(image.height());
        int left = offset(image.width());
        int length = 3 * Math.min(size, image.width());
        for (int y = Math.max(0, -top); y < size && y + top < image.height(); y++) {
            int from = 3 * ((y + top) * image.width() + Math.max(0, left));
            System.arraycopy(image.pixels(), from, target, 3 * (y * size + Math.max(0, -left)), length);
        }
        return spare;
    }

    /** From the image's edge to the square's; negative where black surrounds the image. Odd remainders as torchvision. */
    private int offset(int side) {
        return side >= size ? (int) Math.rint((side - size) / 2.0) : -((size - side) / 2);
    }
}
