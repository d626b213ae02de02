package drolt.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A matrix that is filled from its first row on, batch by batch, outside the Java heap. */
public final class RowCollector implements AutoCloseable {
    private final Tensor rows;
    private long filled;
    private boolean given;

    /** Room for float32 [rows, columns]. */
    public RowCollector(long rows, long columns) {
        try (StepScope scope = StepScope.open()) {
            this.rows = scope.keep(torch.empty(rows, columns));
        }
    }

    /**
     * Adds rows behind those that are there.
     *
     * @param batch float [B, columns], of any floating type
     */
    public void add(Tensor batch) {
        long count = batch.size(0);
        try (StepScope scope = StepScope.open()) {
            rows.narrow(0, filled, count).copy_(batch.detach());
        }
        filled += count;
    }

    /**
     * The whole matrix; the caller's, who closes it.
     *
     * @throws IllegalStateException if it is not full
     */
    public Tensor finish() {
        if (filled != rows.size(0)) {
            throw new IllegalStateException(filled + " of " + rows.size(0) + " rows were added");
        }
        given = true;
        return rows;
    }

    /** Frees the matrix, unless it was given away. */
    @Override
    public void close() {
        if (!given) {
            rows.close();
        }
    }
}
