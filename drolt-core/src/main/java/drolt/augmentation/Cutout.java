package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One black square a picture. Black bytes are zero after scaling to [0, 1], hence minus the mean once normalised. */
final class Cutout implements Transform {
    private final int size;

    Cutout(int size) {
        this.size = size;
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
