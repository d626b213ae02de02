package drolt.training;

import java.util.Map;

/**
 * What one epoch showed: a line of {@code metrics.jsonl}.
 *
 * @param epoch from 1, as people count
 * @param loss mean over the epoch's images of the total loss
 * @param parts the same for the loss's parts, and what was measured at the epoch's end, by name
 * @param learningRate of the epoch's last step
 * @param images trained on
 * @param seconds of wall-clock time, preparation and measurement included
 */
public record EpochMetrics(
        int epoch, double loss, Map<String, Double> parts, double learningRate, long images, double seconds) {
    public EpochMetrics {
        parts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parts));
    }
}
