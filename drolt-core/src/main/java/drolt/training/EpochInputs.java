package drolt.training;

import org.jspecify.annotations.Nullable;

/** The batches of one epoch, already through the network. */
public interface EpochInputs extends AutoCloseable {
    /**
     * The next batch, its tensors owned by the open scope; null after the last.
     */
    @Nullable
    StepInput next();

    /** Nanoseconds that {@link #next} has waited for images in all, not counting what it did with them. */
    default long waitedNanos() {
        return 0;
    }

    @Override
    void close();
}
