package drolt.training;

import drolt.configuration.InvalidValueException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        if (epoch < 0 || step < 0 || images < 0) {
            throw new InvalidValueException("epoch, step or images", Math.min(epoch, step), "must be at least 0");
        }
    }

    /**
     * Refuses what no training of this length came to: the record of another one, or a damaged one.
     *
     * @param metric that every epoch has measured; null: none
     */
    void requireOf(int epochs, int stepsPerEpoch, @Nullable String metric) {
        if (epoch != history.size() || epoch > epochs || step > stepsPerEpoch) {
            throw new InvalidValueException(
                    "epoch", epoch, "and step " + step + " are not within the training and its history");
        }
        for (int i = 0; i < history.size(); i++) {
            boolean measured = metric == null || history.get(i).parts().containsKey(metric);
            if (history.get(i).epoch() != i + 1 || !measured) {
                throw new InvalidValueException("history", "entry " + (i + 1), "is not that of epoch " + (i + 1));
            }
        }
    }
}
