package drolt.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the epochs done, and nothing else, which was best and whether to go on.
 *
 * @param metric name of the measured part that should rise; null: no epoch is better than another
 * @param patienceEpochs epochs without a new best after which to stop; null: never
 */
record EarlyStopping(@Nullable String metric, @Nullable Integer patienceEpochs) {
    /** Never stops, prefers no epoch. */
    public static final EarlyStopping NONE = new EarlyStopping(null, null);

    boolean isOver(List<EpochMetrics> history) {
        if (metric == null || patienceEpochs == null || history.isEmpty()) {
            return false;
        }
        return history.size() - bestEpoch(history) >= patienceEpochs;
    }

    /** The first epoch (from 1) in which the metric was greatest; the last epoch where there is no metric. */
    public int bestEpoch(List<EpochMetrics> history) {
        if (metric == null) {
            return history.size();
        }
        int best = 1;
        for (EpochMetrics epoch : history) {
            if (value(metric, epoch) > value(metric, history.get(best - 1))) {
                best = epoch.epoch();
            }
        }
        return best;
    }

    /** The epoch whose state is kept until a better one comes; 0: none is yet, or none is better than another. */
    int bestSoFar(List<EpochMetrics> history) {
        return metric == null || history.isEmpty() ? 0 : bestEpoch(history);
    }

    private static double value(String metric, EpochMetrics epoch) {
        Double value = epoch.parts().get(metric);
        if (value == null) {
            throw new IllegalStateException("epoch " + epoch.epoch() + " did not measure " + metric);
        }
        return value;
    }
}
