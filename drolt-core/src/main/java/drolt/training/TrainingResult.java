package drolt.training;

import java.util.List;
import java.util.Map;

/** How a training ended. */
public sealed interface TrainingResult {
    /** The result of a stage that computes weights without training. */
    TrainingResult NO_EPOCHS = new Completed(List.of());

    /** The epochs done. */
    List<EpochMetrics> history();

    /** All epochs were done. */
    record Completed(List<EpochMetrics> history) implements TrainingResult {}

    /** The validation metric had not risen for long enough. */
    record StoppedEarly(List<EpochMetrics> history) implements TrainingResult {}

    /** It was asked to stop. */
    record Interrupted(List<EpochMetrics> history) implements TrainingResult {}

    /**
     * The loss was NaN or infinite; the update of that step was not made.
     *
     * @param epoch from 1
     * @param step of the epoch, from 1
     * @param parts the loss and its parts in that step
     */
    record Diverged(List<EpochMetrics> history, int epoch, int step, Map<String, Double> parts)
            implements TrainingResult {}
}
