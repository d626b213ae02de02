package drolt.reproduction;

import drolt.data.MissingDataException;
import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;
import java.util.List;

/** Watches the making of a table. */
@FunctionalInterface
public interface TableListener {
    /**
     * A run begins, or goes on; more than once where other workers had a part of it.
     *
     * @param position from 1
     * @return who watches it
     */
    RunListener runStarts(PlannedRun run, int position, int runs);

    /** The runs that will be made, those without images left out. Told once, before the first. */
    default void begins(List<PlannedRun> runs) {}

    /**
     * Columns are left to their published numbers, because their images are not there. Told before the first run.
     *
     * @param columns what people call them
     * @param missing says where the images were looked for
     */
    default void imagesAreMissing(List<String> columns, MissingDataException missing) {}
    /** All that remains of the table is with other workers; {@code taken} is what one run waits for. */
    default void waits(PlannedRun run, RunOutcome.Taken taken) {}
}
