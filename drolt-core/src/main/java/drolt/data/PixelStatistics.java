package drolt.data;

import java.util.Arrays;

/**
 * Mean and standard deviation of each colour channel, of pixels scaled to [0, 1]; what normalisation subtracts and
 * divides by. Immutable: arrays are copied in and out.
 *
 * @param mean red, green, blue
 * @param standardDeviation red, green, blue; each above 0
 */
public record PixelStatistics(float[] mean, float[] standardDeviation) {
    private static final int CHANNELS = 3;

    public PixelStatistics {
        if (mean.length != CHANNELS || standardDeviation.length != CHANNELS) {
            throw new IllegalArgumentException("statistics of " + mean.length + " and " + standardDeviation.length
                    + " channels, must be of three each");
        }
        mean = mean.clone();
        standardDeviation = standardDeviation.clone();
        for (int channel = 0; channel < CHANNELS; channel++) {
            if (!Float.isFinite(mean[channel])
                    || !(standardDeviation[channel] > 0 && Float.isFinite(standardDeviation[channel]))) {
                throw new IllegalArgumentException("channel " + channel + ": mean " + mean[channel]
                        + ", standard deviation " + standardDeviation[channel] + ", must be finite and above 0");
            }
        }
    }

    /** Statistics over every pixel of every image; exact sums, so that the order of images does not matter. */
    static PixelStatistics of(ImageDataset dataset) {
        long pixels = 0;
        long[] sum = new long[CHANNELS];
        long[] squares = new long[CHANNELS];
        RgbImage image = new RgbImage();
        for (int index = 0; index < dataset.size(); index++) {
            dataset.read(index, image);
            for (int at = 0; at < image.length(); at++) {
                int value = image.pixels()[at] & 0xFF;
                sum[at % CHANNELS] += value;
                squares[at % CHANNELS] += (long) value * value;
            }
            pixels += image.length() / CHANNELS;
        }
        float[] mean = new float[CHANNELS];
        float[] standardDeviation = new float[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            double average = (double) sum[channel] / pixels;
            mean[channel] = (float) (average / 255);
            standardDeviation[channel] =
                    (float) (Math.sqrt((double) squares[channel] / pixels - average * average) / 255);
        }
        return new PixelStatistics(mean, standardDeviation);
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] standardDeviation() {
        return standardDeviation.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PixelStatistics that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(standardDeviation, that.standardDeviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(standardDeviation);
    }

    @Override
    public String toString() {
        return "PixelStatistics[mean=" + Arrays.toString(mean) + ", standardDeviation="
                + Arrays.toString(standardDeviation) + "]";
    }
}
