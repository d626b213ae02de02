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

    /** Those of all pixels of a data set, from exact integer sums. */
    public static PixelStatistics measure(ImageDataset dataset) {
        long[] sums = new long[CHANNELS];
        long[] squares = new long[CHANNELS];
        long pixels = 0;
        RgbImage image = new RgbImage();
        for (int index = 0; index < dataset.size(); index++) {
            dataset.read(index, image);
            for (int i = 0; i < image.length(); i++) {
                int value = image.pixels()[i] & 0xff;
                sums[i % CHANNELS] += value;
                squares[i % CHANNELS] += value * value;
            }
            pixels += image.length() / CHANNELS;
        }
        float[] mean = new float[CHANNELS];
        float[] deviation = new float[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            double average = (double) sums[channel] / pixels;
            mean[channel] = (float) (average / 255);
            deviation[channel] = (float) (Math.sqrt((double) squares[channel] / pixels - average * average) / 255);
        }
        return new PixelStatistics(mean, deviation);
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
