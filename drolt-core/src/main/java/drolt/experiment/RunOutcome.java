package drolt.experiment;

import drolt.training.TrainingResult;
import java.util.Map;
import java.util.Optional;

/** How a run ended. */
public sealed interface RunOutcome {
    /** All stages are done and all arms measured. */
    record Completed(RunResult result) implements RunOutcome {}

    /** It was asked to stop; the same command goes on. */
    record Interrupted(String stage) implements RunOutcome {}

    /**
     * A loss was NaN or infinite.
     *
     * @param epoch from 1
     * @param step from 1
     * @param parts the loss and its parts in that step
     */
    record Diverged(String stage, int epoch, int step, Map<String, Double> parts) implements RunOutcome {}

    /** The outcome of a stage that did not come to its end; empty where it did. */
    static Optional<RunOutcome> ofBroken(String stage, TrainingResult result) {
        if (result instanceof TrainingResult.Interrupted) {
            return Optional.of(new Interrupted(stage));
        }
        if (result instanceof TrainingResult.Diverged diverged) {
            return Optional.of(new Diverged(stage, diverged.epoch(), diverged.step(), diverged.parts()));
        }
        return Optional.empty();
    }
}
