package drolt.training;

import drolt.loading.BatchLoader;
import drolt.loading.HostBatch;
import org.jspecify.annotations.Nullable;

/** The batches of an epoch from one on, each as a method makes inputs of it. */
public final class BatchEpoch implements EpochInputs {
    private final BatchLoader loader;
    private final int epoch;
    private final BatchInputs inputs;
    private int step;

    /** How a method makes inputs of a batch. */
    public interface BatchInputs {
        /**
         * The inputs of one batch.
         *
         * @param step of the batch, within its epoch
         */
        StepInput of(HostBatch batch, int epoch, int step);
    }

    /**
     * @param loader whose first batch is that of the first step; closed with this
     */
    public BatchEpoch(BatchLoader loader, int epoch, int firstStep, BatchInputs inputs) {
        this.loader = loader;
        this.epoch = epoch;
        this.inputs = inputs;
        step = firstStep;
    }

    @Override
    public @Nullable StepInput next() {
        HostBatch batch = loader.next();
        return batch == null ? null : inputs.of(batch, epoch, step++);
    }

    @Override
    public long waitedNanos() {
        return loader.waitedNanos();
    }

    @Override
    public void close() {
        loader.close();
    }
}
