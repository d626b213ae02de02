package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Brings a part of an image to another size: bilinear, with a triangle that widens as the image shrinks, so that no pixel
 * is passed over (antialiasing).
 *
 * <pre>{@code
 * s = in / out, r = max(1, s), centre of output i: c = (i + 1/2) s
 * weight of input k: max(0, 1 - |k + 1/2 - c| / r), over those within r of c, scaled to sum 1
 * }</pre>
 *
 * <p>Columns first, rounded to bytes, then rows; weights in steps of 2^-22. To the bit what Pillow does, on which the
 * published programs rest, and the same on every Java: only + - * / and whole numbers. One for each thread, as its
 * memory is reused.
 */
final class Resampler {
    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    private final Taps columns = new Taps();
    private final Taps rows = new Taps();
    private byte[] narrowed = new byte[0];

    /**
     * Resamples a part, of which alone the result depends.
     *
     * @param part inside {@code source}
     * @param target another image; is resized and filled
     */
    void resample(RgbImage source, Window part, RgbImage target, int height, int width) {
        columns.prepare(part.width(), width);
        rows.prepare(part.height(), height);
        int bytes = Math.multiplyExact(Math.multiplyExact(3, width), part.height());
        if (narrowed.length < bytes) {
            narrowed = new byte[bytes];
        }
        resampleColumns(source, part, width);
        target.resize(height, width);
        resampleRows(target);
    }

    private void resampleColumns(RgbImage source, Window part, int width) {
        byte[] pixels = source.pixels();
        int out = 0;
        for (int y = 0; y < part.height(); y++) {
            int row = 3 * ((part.top() + y) * source.width() + part.left());
            for (int x = 0; x < width; x++, out += 3) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int at = row + 3 * columns.first[x];
                int tap = x * columns.most;
                for (int end = tap + columns.count[x]; tap < end; tap++, at += 3) {
                    int weight = columns.weights[tap];
                    red += weight * (pixels[at] & 0xff);
                    green += weight * (pixels[at + 1] & 0xff);
                    blue += weight * (pixels[at + 2] & 0xff);
                }
                narrowed[out] = rounded(red);
                narrowed[out + 1] = rounded(green);
                narrowed[out + 2] = rounded(blue);
            }
        }
    }

    private void resampleRows(RgbImage target) {
        byte[] pixels = target.pixels();
        int stride = 3 * target.width();
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < stride; x++) {
                int sum = HALF;
                int at = rows.first[y] * stride + x;
                int tap = y * rows.most;
                for (int end = tap + rows.count[y]; tap < end; tap++, at += stride) {
                    sum += rows.weights[tap] * (narrowed[at] & 0xff);
                }
                pixels[y * stride + x] = rounded(sum);
            }
        }
    }

    /** Weights are rounded one by one, so that their sum may pass 1 by a little. */
    private static byte rounded(int sum) {
        return (byte) Math.min(255, sum >> BITS);
    }

    /** Which input pixels make each output pixel of a line, and with what weight. */
    private static final class Taps {
        private int in;
        private int out;
        private int most;
        private int[] first = new int[0];
        private int[] count = new int[0];
        private int[] weights = new int[0];
        private double[] exact = new double[0];

        void prepare(int newIn, int newOut) {
            if (newIn == in && newOut == out) {
                return;
            }
            in = newIn;
            out = newOut;
            double scale = (double) in / out;
            double reach = Math.max(1, scale);
            most = (int) Math.ceil(reach) * 2 + 1;
            if (first.length < out) {
                first = new int[out];
                count = new int[out];
            }
            if (weights.length < Math.multiplyExact(out, most)) {
                weights = new int[out * most];
            }
            if (exact.length < most) {
                exact = new double[most];
            }
            for (int pixel = 0; pixel < out; pixel++) {
                prepare(pixel, (pixel + 0.5) * scale, reach);
            }
        }

        private void prepare(int pixel, double centre, double reach) {
            int from = Math.max(0, (int) (centre - reach + 0.5));
            int to = Math.min(in, (int) (centre + reach + 0.5));
            double inverse = 1 / reach;
            double sum = 0;
            for (int tap = 0; tap < to - from; tap++) {
                double distance = Math.abs((tap + from - centre + 0.5) * inverse);
                exact[tap] = Math.max(0, 1 - distance);
                sum += exact[tap];
            }
            for (int tap = 0; tap < to - from; tap++) {
                weights[pixel * most + tap] = (int) (0.5 + exact[tap] / sum * (1 << BITS));
            }
            first[pixel] = from;
            count[pixel] = to - from;
        }
    }
}
