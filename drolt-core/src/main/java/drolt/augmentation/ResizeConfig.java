package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageSize;

/**
 * Brings the shorter side to a length and keeps the shape; the longer side is cut to a whole number of pixels. Bilinear,
 * with antialiasing.
 *
 * @param size of the shorter side in pixels, 1 to 10,000
 */
@JsonTypeName("resize")
record ResizeConfig(int size) implements TransformConfig {
    static final int LARGEST = 10_000;

    public ResizeConfig {
        requireSize(size, 256);
    }

    static void requireSize(int size, int example) {
        if (size < 1 || size > LARGEST) {
            throw new InvalidValueException(
                    "size", size, "must lie in 1.." + LARGEST + " pixels, for example " + example);
        }
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public ImageSize shown(ImageSize of) {
        return Resize.shown(of, size);
    }

    @Override
    public Transform build() {
        return new Resize(size);
    }
}
