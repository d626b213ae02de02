package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** A random part of the image, of random shape, brought to a square. */
final class RandomResizedCrop implements Transform {
    private static final int TRIES = 10;

    private final RandomResizedCropConfig config;
    private final double logLeastRatio;
    private final double logMostRatio;
    private final ThreadLocal<Resampler> resamplers = ThreadLocal.withInitial(Resampler::new);

    RandomResizedCrop(RandomResizedCropConfig config) {
        this.config = config;
        // StrictMath here and below: the same windows on every machine
        logLeastRatio = StrictMath.log(config.ratio().get(0));
        logMostRatio = StrictMath.log(config.ratio().get(1));
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        resamplers
                .get()
                .resample(image, window(image.height(), image.width(), random), spare, config.size(), config.size());
        return spare;
    }

    /** The window that is brought to the square. */
    Window window(int height, int width, RandomGenerator random) {
        double area = (double) height * width;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double wanted =
                    area * uniform(random, config.scale().get(0), config.scale().get(1));
            double ratio = StrictMath.exp(uniform(random, logLeastRatio, logMostRatio));
            int cropWidth = (int) Math.rint(Math.sqrt(wanted * ratio));
            int cropHeight = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (cropWidth > 0 && cropWidth <= width && cropHeight > 0 && cropHeight <= height) {
                int top = random.nextInt(height - cropHeight + 1);
                int left = random.nextInt(width - cropWidth + 1);
                return new Window(top, left, cropHeight, cropWidth);
            }
        }
        return central(height, width);
    }

    /** The largest window in the middle whose ratio is in range. */
    private Window central(int height, int width) {
        double ratio = (double) width / height;
        double least = config.ratio().get(0);
        double most = config.ratio().get(1);
        int cropHeight = ratio < least ? clamp(Math.rint(width / least), height) : height;
        int cropWidth = ratio > most ? clamp(Math.rint(height * most), width) : width;
        return new Window((height - cropHeight) / 2, (width - cropWidth) / 2, cropHeight, cropWidth);
    }

    private static int clamp(double side, int most) {
        return (int) Math.max(1, Math.min(most, side));
    }

    private static double uniform(RandomGenerator random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }
}
