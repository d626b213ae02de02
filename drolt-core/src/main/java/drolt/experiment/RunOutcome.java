package drolt.experiment;

import drolt.checkpoint.CheckpointFolder;
import drolt.training.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * @param checkpoint the last one of the stage, whose numbers are finite; null: no epoch of it was done
     */
    record Diverged(
            String stage,
            int epoch,
            int step,
            Map<String, Double> parts,
            @Nullable Path checkpoint) implements RunOutcome {}

    /**
     * Other workers have all that remains; whoever comes back later goes on.
     *
     * @param stage the first stage that is waited for; the last one of all where only the measuring is left
     * @param what that, in words
     * @param by who has it
     * @param folders whose leases are waited for
     */
    record Taken(String stage, String what, String by, List<Path> folders) implements RunOutcome {
        public Taken {
            folders = List.copyOf(folders);
        }
    }

    /** The outcome of a stage that did not come to its end; empty where it did. */
    static Optional<RunOutcome> ofBroken(String stage, TrainingResult result, CheckpointFolder checkpoints) {
        if (result instanceof TrainingResult.Interrupted) {
            return Optional.of(new Interrupted(stage));
        }
        if (result instanceof TrainingResult.Diverged diverged) {
            return Optional.of(new Diverged(
                    stage,
                    diverged.epoch(),
                    diverged.step(),
                    diverged.parts(),
                    checkpoints.newest().orElse(null)));
        }
        return Optional.empty();
    }
}
