package drolt.experiment;

import drolt.training.TrainingListener;
import java.util.List;

/** Watches a run. */
public interface RunListener {
    /** Listens to nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A stage begins.
     *
     * @param position from 1
     * @return who watches its training
     */
    default TrainingListener stageStarts(String name, int position, int stages) {
        return new TrainingListener() {};
    }

    /** A stage has its result; {@code reused} says that it had it before. */
    default void stageEnds(String name, int position, int stages, boolean reused) {}

    /**
     * All that remains is with other workers; called once for each thing that is waited for.
     *
     * @param what a stage, or the measuring
     * @param by who has it
     */
    default void waits(String what, String by) {}

    /** An arm's final network is measured on the test set. */
    default void evaluationStarts(String arm) {}

    /** An arm is measured. Called before the result is written; a run that has its result is not measured again. */
    default void evaluationEnds(ArmResult arm, ArmFeatures features) {}

    /** Tells several, in the order given. */
    static RunListener all(List<RunListener> listeners) {
        return new RunListenerGroup(List.copyOf(listeners));
    }
}
