package drolt.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several values of one quantity.
 *
 * @param deviation sample standard deviation, {@code sqrt(sum (x - mean)^2 / (n - 1))}; null for a single value
 * @param count number of values, at least 1
 */
public record Summary(double mean, @Nullable Double deviation, int count) {
    /** Summarises at least one value. */
    public static Summary of(List<Double> values) {
        int count = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / count;
        if (count == 1) {
            return new Summary(mean, null, 1);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Summary(mean, Math.sqrt(squares / (count - 1)), count);
    }
}
