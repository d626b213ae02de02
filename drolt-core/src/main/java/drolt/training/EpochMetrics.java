package drolt.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch showed: a line of {@code metrics.jsonl}.
 *
 * @param epoch from 1, as people count
 * @param loss mean over the epoch's images of the total loss
 * @param parts the same for the loss's parts, and what was measured at the epoch's end, by name
 * @param radii of each class after the epoch [C]; empty where the loss has none
 * @param learningRate of the epoch's last step
 * @param images trained on
 * @param seconds of wall-clock time, preparation and measurement included
 */
public record EpochMetrics(
        int epoch,
        double loss,
        Map<String, Double> parts,
        List<Double> radii,
        double learningRate,
        long images,
        double seconds) {
    public EpochMetrics {
        TreeMap<String, Double> numbers = new TreeMap<>();
        parts.forEach((name, value) -> numbers.put(name, orNan(value)));
        parts = Collections.unmodifiableMap(numbers);
        radii = radii.stream().map(EpochMetrics::orNan).toList();
    }

    /** Files have null where a number was not finite. */
    private static Double orNan(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
