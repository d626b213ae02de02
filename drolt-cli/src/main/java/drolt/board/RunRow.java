package drolt.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page lists it.
 *
 * @param name of its folder
 * @param dataset kind of its data set
 * @param stage under way, or arm being measured; null: not known
 * @param progress in [0, 1]; null: not known
 * @param note a line on how it ended; null: nothing to say
 * @param arms of a finished run; empty before
 * @param testSelected whether the test set chose the epochs
 * @param report whether there is a report to open
 * @param curves changes when there are new epochs to draw
 */
record RunRow(
        String name,
        RunStatus status,
        String recipe,
        String dataset,
        long seed,
        @Nullable String stage,
        int position,
        int stages,
        int epoch,
        int epochs,
        @Nullable Double progress,
        @Nullable Double loss,
        @Nullable Double imagesPerSecond,
        @Nullable Double secondsLeft,
        Instant started,
        Instant updated,
        @Nullable String note,
        List<ArmRow> arms,
        boolean testSelected,
        boolean report,
        long curves) {
    /**
     * A row of the run's table; accuracies in [0, 1].
     *
     * @param overClasses whether they are means over classes, the test set not being balanced
     */
    record ArmRow(
            String name,
            double accuracy,
            @Nullable Double many,
            @Nullable Double med,
            @Nullable Double few,
            @Nullable Double ncm,
            boolean overClasses) {}
}
