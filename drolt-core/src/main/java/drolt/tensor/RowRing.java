package drolt.tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows of a stream, a fixed number of them: a new row takes the place of the oldest one.
 *
 * <p>Rows are written in place, so add none between a computation that takes gradients through {@link #rows} and its
 * backward pass. Its tensors outlive any scope and are freed by {@link #close}. Not thread-safe.
 */
public final class RowRing implements AutoCloseable {
    private static final String ROWS = "rows";
    private static final String NEXT = "next";

    private final long size;
    private final Tensor rows;
    private final Tensor next;

    /**
     * A ring that is full from the start.
     *
     * @param values of the first rows, row-major [K, P], the oldest first
     * @param size K, at least 1
     * @param width P
     */
    public RowRing(float[] values, int size, int width) {
        this.size = size;
        try (StepScope scope = StepScope.open()) {
            rows = scope.keep(Tensors.floats(values, size, width));
            next = scope.keep(Tensors.longs(new int[1], 1));
        }
    }

    /** The rows as they lie, float32 [K, P]; the tensor stays this object's and changes with it. */
    public Tensor rows() {
        return rows;
    }

    /**
     * Takes in some rows, the last one as the newest; where they are more than the ring holds, the first ones are lost.
     *
     * @param newest float32 [M, P], M at least 1
     */
    public void add(Tensor newest) {
        long count = newest.size(0);
        long lost = Math.max(0, count - size);
        long kept = count - lost;
        long at = (next.item_long() + lost) % size;
        long untilEnd = Math.min(kept, size - at);
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            rows.narrow(0, at, untilEnd).copy_(newest.narrow(0, lost, untilEnd));
            if (untilEnd < kept) {
                rows.narrow(0, 0, kept - untilEnd).copy_(newest.narrow(0, lost + untilEnd, kept - untilEnd));
            }
            next.fill_(new Scalar((at + kept) % size));
        }
    }

    /** Rows, and the place of the oldest one (int64 [1]), where the next row goes; live, owned here. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put(ROWS, rows);
        state.put(NEXT, next);
        return state;
    }

    /**
     * Copies a stored state into this ring.
     *
     * @throws IllegalArgumentException if it is not one of a ring of this size; nothing has been changed then
     */
    public void restore(Map<String, Tensor> stored) {
        Tensor storedRows = like(rows, stored.get(ROWS));
        Tensor storedNext = like(next, stored.get(NEXT));
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            rows.copy_(storedRows);
            next.copy_(storedNext);
        }
    }

    private static Tensor like(Tensor own, @Nullable Tensor stored) {
        if (stored == null || !Arrays.equals(stored.shape(), own.shape())) {
            throw new IllegalArgumentException("the stored ring is "
                    + (stored == null ? "missing" : Arrays.toString(stored.shape())) + ", not "
                    + Arrays.toString(own.shape()));
        }
        return stored;
    }

    @Override
    public void close() {
        rows.close();
        next.close();
    }
}
