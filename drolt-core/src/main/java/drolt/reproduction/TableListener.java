package drolt.reproduction;

import drolt.experiment.RunListener;

/** Watches the making of a table. */
@FunctionalInterface
public interface TableListener {
    /**
     * A run begins, or goes on.
     *
     * @param position from 1
     * @return who watches it
     */
    RunListener runStarts(PlannedRun run, int position, int runs);
}
