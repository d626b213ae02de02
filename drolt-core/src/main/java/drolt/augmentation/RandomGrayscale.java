package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** Takes the colours away, with a probability. */
final class RandomGrayscale implements Transform {
    private final double probability;

    RandomGrayscale(double probability) {
        this.probability = probability;
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
