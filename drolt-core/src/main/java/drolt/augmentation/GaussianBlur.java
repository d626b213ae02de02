package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/**
 * A Gaussian of random width, as Pillow makes it: three box filters along the rows, then three along the columns, each
 * rounded to bytes; beyond the border the outermost pixel goes on.
 *
 * <p>Source: Gwosdek et al., Theoretical Foundations of Gaussian Convolution by Extended Box Filtering (2011).
 */
final class GaussianBlur implements Transform {
    private static final int PASSES = 3;
    private static final int ONE = 1 << 24; // weights are fractions of it
    private static final int HALF = 1 << 23;

    private final GaussianBlurConfig config;

    GaussianBlur(GaussianBlurConfig config) {
        this.config = config;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (random.nextDouble() >= config.probability()) {
            return image;
        }
        double least = config.sigma().get(0);
        double sigma = least + (config.sigma().get(1) - least) * random.nextDouble();
        blur(image, spare, sigma);
        return image;
    }

    /** Blurs the image in place; the spare one is written to. */
    static void blur(RgbImage image, RgbImage spare, double sigma) {
        float radius = boxRadius((float) sigma);
        int row = 3 * image.width();
        spare.resize(image.height(), image.width());
        along(image, spare, image.height(), row, image.width(), 3, radius);
        along(image, spare, image.width(), 3, image.height(), row, radius);
    }

    /** Half the width of the boxes, beside the middle pixel; in the arithmetic of Pillow, float32 where it has that. */
    private static float boxRadius(float sigma) {
        float variance = sigma * sigma / PASSES;
        float length = (float) Math.sqrt(12.0 * variance + 1.0);
        float whole = (float) Math.floor((length - 1.0) / 2.0);
        float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
        part /= 6 * (variance - (whole + 1) * (whole + 1));
        return whole + part;
    }

    /** All passes along one direction. */
    private static void along(
            RgbImage image, RgbImage spare, int lines, int lineStride, int length, int stride, float radius) {
        byte[] from = image.pixels();
        byte[] to = spare.pixels();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int line = 0; line < lines; line++) {
                for (int channel = 0; channel < 3; channel++) {
                    box(from, to, line * lineStride + channel, length, stride, radius);
                }
            }
            byte[] filled = to;
            to = from;
            from = filled;
        }
        System.arraycopy(spare.pixels(), 0, image.pixels(), 0, image.length()); // an odd number of passes
    }

    private static void box(byte[] from, byte[] to, int start, int length, int stride, float radius) {
        int whole = (int) radius;
        int last = length - 1;
        int weight = (int) (ONE / (radius * 2 + 1));
        int farWeight = (ONE - (whole * 2 + 1) * weight) / 2; // of the pixels that the box covers in part
        int sum = value(from, start) * (whole + 1);
        for (int at = 0; at < whole; at++) {
            sum += value(from, start + Math.min(at, last) * stride);
        }
        for (int at = 0; at <= last; at++) { // the sum runs from at - whole to at + whole
            int left = value(from, start + Math.max(at - whole - 1, 0) * stride);
            sum += value(from, start + Math.min(at + whole, last) * stride) - left;
            int right = value(from, start + Math.min(at + whole + 1, last) * stride);
            to[start + at * stride] = (byte) ((sum * weight + (left + right) * farWeight + HALF) >>> 24);
        }
    }

    private static int value(byte[] pixels, int at) {
        return pixels[at] & 0xff;
    }
}
