package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Brings an image of any size to one size: the largest window of that shape, from the middle. Bilinear, with
 * antialiasing. For images of one's own, not for recipes.
 */
public final class CenterFit implements Transform {
    private final int height;
    private final int width;
    private final ThreadLocal<Resampler> resamplers = ThreadLocal.withInitial(Resampler::new);

    /**
     * @param height of the result in pixels, at least 1
     * @param width of it
     */
    public CenterFit(int height, int width) {
        this.height = height;
        this.width = width;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (image.height() == height && image.width() == width) {
            return image;
        }
        int rows = Math.min(image.height(), scaled(image.width(), height, width));
        int columns = Math.min(image.width(), scaled(image.height(), width, height));
        Window window = new Window((image.height() - rows) / 2, (image.width() - columns) / 2, rows, columns);
        resamplers.get().resample(image, window, spare, height, width);
        return spare;
    }

    /** A side of a window of the shape, from its other side. */
    private static int scaled(int side, int wanted, int other) {
        return (int) Math.max(1, Math.round((double) side * wanted / other));
    }
}
