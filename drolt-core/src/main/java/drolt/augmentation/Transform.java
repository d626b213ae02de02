package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * One step of augmentation. Stateless and safe for use from several threads; all randomness comes from the generator.
 */
public interface Transform {
    /**
     * Transforms an image.
     *
     * @param image the image; may be changed and returned
     * @param spare memory to write to; may be resized, changed and returned
     * @return whichever of the two holds the result
     */
    RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random);
}
