package drolt.experiment;

import drolt.training.TrainingListener;

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

    /** An arm's final network is measured on the test set. */
    default void evaluationStarts(String arm) {}
}
