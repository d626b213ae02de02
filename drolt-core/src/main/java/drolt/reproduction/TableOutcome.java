package drolt.reproduction;

import drolt.comparison.ComparisonTable;
import drolt.experiment.RunOutcome;

/** How the making of a table ended. */
public sealed interface TableOutcome {
    /** All runs are done. */
    record Completed(ComparisonTable table) implements TableOutcome {}

    /**
     * A run did not come to its end.
     *
     * @param outcome interrupted or diverged
     */
    record Broken(PlannedRun run, RunOutcome outcome) implements TableOutcome {}
}
