package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** Brings the shorter side to a length and keeps the shape. */
final class Resize implements Transform {
    private final int size;
    private final ThreadLocal<Resampler> resamplers = ThreadLocal.withInitial(Resampler::new);

    Resize(int size) {
        this.size = size;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        int shorter = Math.min(image.height(), image.width());
        if (shorter == size) {
            return image;
        }
        int height = scaled(image.height(), shorter);
        int width = scaled(image.width(), shorter);
        resamplers.get().resample(image, Window.whole(image), spare, height, width);
        return spare;
    }

    /** Cut to a whole number. */
    private int scaled(int side, int shorter) {
        return (int) ((long) size * side / shorter);
    }
}
