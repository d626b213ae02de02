package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** Mirrors left and right with a probability. */
final class RandomFlip implements Transform {
    private final double probability;

    RandomFlip(double probability) {
        this.probability = probability;
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
