package drolt.tuning;

import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;

/** Watches a tuning. */
public interface TuningListener {
    /**
     * A trial begins, or goes on.
     *
     * @param rung from 1
     * @return who watches its stages
     */
    RunListener trialStarts(Trial trial, int rung);

    /** A trial has its number; {@code stored} says that it had it before. */
    default void trialEnds(TrialRecord record, boolean stored) {}

    /** All that remains of a rung is with other workers. */
    default void waits(RunOutcome.Taken taken) {}
}
