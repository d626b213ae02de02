package drolt.augmentation;

import drolt.data.ImageSize;
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
        if (Math.min(image.height(), image.width()) == size) {
            return image;
        }
        ImageSize shown = shown(new ImageSize(image.height(), image.width()), size);
        resamplers.get().resample(image, Window.whole(image), spare, shown.height(), shown.width());
        return spare;
    }

    /** The shorter side becomes {@code size}, the other one is cut to a whole number. */
    static ImageSize shown(ImageSize of, int size) {
        int shorter = Math.min(of.height(), of.width());
        return new ImageSize((int) ((long) size * of.height() / shorter), (int) ((long) size * of.width() / shorter));
    }
}
