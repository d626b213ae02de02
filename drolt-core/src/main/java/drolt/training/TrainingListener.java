package drolt.training;

import java.util.List;

/**
 * Watches a training: progress, log, checkpoints. Called on the training thread, in the order given.
 */
public interface TrainingListener {
    /** Before the first step; {@code progress} says where a resumed training stands. */
    default void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {}

    /** After each step. */
    default void stepEnds(StepMetrics metrics) {}

    /** After each epoch. The state's progress names the next epoch as under way. */
    default void epochEnds(EpochMetrics metrics, TrainingState state) {}

    /** The training was asked to stop between two steps; the state continues it exactly there. */
    default void interrupted(TrainingState state) {}

    /** Tells several, in the order given. */
    static TrainingListener all(List<TrainingListener> listeners) {
        return new ListenerGroup(List.copyOf(listeners));
    }
}
