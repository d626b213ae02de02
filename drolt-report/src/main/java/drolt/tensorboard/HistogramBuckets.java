package drolt.tensorboard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How often values of each size occur.
 *
 * @param number of values
 * @param limits upper ends of the buckets, rising, the last being the greatest value
 * @param counts of values in each
 */
record HistogramBuckets(
        double min, double max, double number, double sum, double sumOfSquares, double[] limits, double[] counts) {
    private static final int BUCKETS = 30;

    /** Buckets of equal width; empty where no value is finite. Values that are not are left out. */
    static Optional<HistogramBuckets> of(List<Double> values) {
        double[] finite = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (finite.length == 0) {
            return Optional.empty();
        }
        double min = finite[0];
        double max = finite[finite.length - 1];
        double width = (max - min) / BUCKETS;
        int buckets = min + width > min ? BUCKETS : 1; // all alike, or too near to be told apart
        double[] limits = new double[buckets];
        double[] counts = new double[buckets];
        for (int i = 0; i < buckets; i++) {
            limits[i] = i + 1 == buckets ? max : min + (i + 1) * width;
        }
        int bucket = 0;
        for (double value : finite) {
            while (value > limits[bucket]) {
                bucket++;
            }
            counts[bucket]++;
        }
        return Optional.of(new HistogramBuckets(
                min,
                max,
                finite.length,
                Arrays.stream(finite).sum(),
                Arrays.stream(finite).map(value -> value * value).sum(),
                limits,
                counts));
    }
}
