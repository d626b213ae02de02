package drolt.loading;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where loader threads fetch work and leave batches, and one consumer takes them in order.
 *
 * <p>Work is given out in order and only together with memory to put it in, so the batch that the consumer waits for
 * always has its memory: threads cannot block each other for good.
 */
final class BatchQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition memoryFreed = lock.newCondition();
    private final Condition batchMade = lock.newCondition();
    private final ArrayDeque<BatchBuffer> free = new ArrayDeque<>();
    private final Map<Integer, Outcome> made = new HashMap<>();
    private final int end;
    private int toMake;
    private int toGive;
    private boolean failed;
    private volatile boolean closed;
    private long waitedNanos;
    private @Nullable BatchBuffer lent;

    /**
     * @param first the first batch to make
     * @param end the batch after the last
     * @param buffers batches that exist at one time, the consumer's included
     */
    BatchQueue(int first, int end, int buffers) {
        this.toMake = first;
        this.toGive = first;
        this.end = end;
        for (int buffer = 0; buffer < buffers; buffer++) {
            free.add(new BatchBuffer());
        }
    }

    /** A batch to make. */
    record Work(int batch, BatchBuffer buffer) {}

    /** Exactly one of batch and failure is there. */
    private record Outcome(
            BatchBuffer buffer,
            @Nullable HostBatch batch,
            @Nullable Throwable failure) {}

    /** Waits for memory; null when there is no more to do. */
    @Nullable
    Work claim() {
        lock.lock();
        try {
            while (!closed && !failed && toMake < end) {
                BatchBuffer buffer = free.poll();
                if (buffer != null) {
                    return new Work(toMake++, buffer);
                }
                memoryFreed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    void deliver(Work work, HostBatch batch) {
        settle(work.batch(), new Outcome(work.buffer(), batch, null));
    }

    /** The failure is thrown to the consumer in the batch's turn; no later batch is begun. */
    void fail(Work work, Throwable failure) {
        settle(work.batch(), new Outcome(work.buffer(), null, failure));
    }

    private void settle(int batch, Outcome outcome) {
        lock.lock();
        try {
            made.put(batch, outcome);
            failed |= outcome.failure() != null;
            batchMade.signalAll();
            memoryFreed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back the batch given before and waits for the next; null at the end. */
    @Nullable
    HostBatch take() {
        lock.lock();
        try {
            requireOpen();
            takeBack();
            if (toGive == end) {
                return null;
            }
            Outcome outcome = await(toGive);
            rethrow(outcome.failure());
            made.remove(toGive++);
            lent = outcome.buffer();
            return outcome.batch();
        } finally {
            lock.unlock();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) { // a checked exception, thrown past the compiler
            throw new IllegalStateException(failure);
        }
    }

    private void takeBack() {
        if (lent != null) {
            free.add(lent);
            lent = null;
            memoryFreed.signal();
        }
    }

    private Outcome await(int batch) {
        Outcome outcome = made.get(batch);
        long began = outcome == null ? System.nanoTime() : 0;
        while (outcome == null) {
            try {
                batchMade.await();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for a batch");
            }
            requireOpen();
            outcome = made.get(batch);
            waitedNanos += outcome == null ? 0 : System.nanoTime() - began;
        }
        return outcome;
    }

    /** Total time that {@link #take} has waited. */
    long waitedNanos() {
        lock.lock();
        try {
            return waitedNanos;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the loader is closed");
        }
    }

    /** Wakes all who wait; nothing is given out or taken any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            memoryFreed.signalAll();
            batchMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }
}
