package drolt.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a training stands.
 *
 * @param epoch the epoch under way, from 0
 * @param step steps done in it
 * @param images trained on in it
 * @param sums sum over its images of the loss and its parts, by name
 * @param history the epochs done
 */
public record TrainingProgress(int epoch, int step, long images, Map<String, Double> sums, List<EpochMetrics> history) {
    public static final TrainingProgress START = new TrainingProgress(0, 0, 0, Map.of(), List.of());

    public TrainingProgress {
        sums = Collections.unmodifiableMap(new TreeMap<>(sums));
        history = List.copyOf(history);
    }
}
