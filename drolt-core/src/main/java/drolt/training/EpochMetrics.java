package drolt.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        radii = List.copyOf(radii);
    }
}
