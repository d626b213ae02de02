package drolt.loading;

import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch, read and augmented ahead on background threads, given out in order.
 *
 * <p>The random numbers of an image follow from seed, epoch, its position among the epoch's draws and the view: neither
 * the number of threads nor the batch at which an epoch is resumed changes a byte. For one consumer thread; close it.
 */
public final class BatchLoader implements AutoCloseable {
    private final BatchQueue queue;
    private final int batches;
    private final List<Thread> threads = new ArrayList<>();

    private BatchLoader(BatchQueue queue, int batches) {
        this.queue = queue;
        this.batches = batches;
    }

    /**
     * Starts to load.
     *
     * @param transforms applied in this order; safe for use from several threads
     * @param draws positions in the data set, in the order of the epoch; may repeat
     * @throws ConfigException if the plan leaves no batch of the draws
     */
    public static BatchLoader open(ImageDataset dataset, List<Transform> transforms, int[] draws, BatchPlan plan) {
        return openViews(dataset, List.of(transforms), draws, plan);
    }

    /**
     * Starts to load several views of every image; the first is the one that {@link #open} would give.
     *
     * @param views the transforms of each view, at least one
     * @param draws as for {@link #open}
     * @throws ConfigException if the plan leaves no batch of the draws
     */
    public static BatchLoader openViews(
            ImageDataset dataset, List<List<Transform>> views, int[] draws, BatchPlan plan) {
        int batches = plan.batches(draws.length);
        if (batches == 0 && draws.length > 0) {
            throw new ConfigException("batches of " + plan.batchSize() + " images cannot be made of " + draws.length
                    + " draws an epoch: lower the batch size to " + draws.length
                    + " or less, or keep the last, smaller batch");
        }
        if (plan.firstBatch() > batches) {
            throw new IllegalArgumentException(
                    "first batch " + plan.firstBatch() + " of an epoch of " + batches + " batches");
        }
        int[] ownDraws = draws.clone();
        BatchLoader loader = new BatchLoader(new BatchQueue(plan.firstBatch(), batches, plan.prefetch() + 1), batches);
        int workers = Math.min(Math.min(plan.threads(), plan.prefetch()), batches - plan.firstBatch());
        for (int worker = 1; worker <= workers; worker++) {
            loader.start(new BatchAssembler(dataset, views, ownDraws, plan), "drolt-loader-" + worker);
        }
        return loader;
    }

    /** Every image once, in the data set's order, unchanged: what evaluation reads. */
    public static BatchLoader inOrder(ImageDataset dataset, int batchSize, int threads) {
        int[] draws = IntStream.range(0, dataset.size()).toArray();
        return open(dataset, List.of(), draws, new BatchPlan(batchSize, false, 0, 0, 0, threads, threads + 1));
    }

    /** Batches of the whole epoch, those before the plan's first batch included. */
    public int batches() {
        return batches;
    }

    /**
     * The next batch; waits for it. The arrays of the batch returned before are then filled anew.
     *
     * @return null at the epoch's end
     * @throws ConfigException if the images of the batch differ in size
     * @throws RuntimeException whatever data set or transform threw while making this batch
     * @throws IllegalStateException if the loader is closed
     */
    public @Nullable HostBatch next() {
        return queue.take();
    }

    /** Nanoseconds that {@link #next} has waited in all. */
    public long waitedNanos() {
        return queue.waitedNanos();
    }

    /** Stops the threads and waits for them, at most for the image that each is busy with. */
    @Override
    public void close() {
        queue.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interruption) { // the threads end by themselves
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void start(BatchAssembler assembler, String name) {
        Thread thread = new Thread(() -> work(assembler), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void work(BatchAssembler assembler) {
        for (BatchQueue.Work work = queue.claim(); work != null; work = queue.claim()) {
            try {
                HostBatch batch = assembler.assemble(work.batch(), work.buffer(), queue::isClosed);
                if (batch == null) {
                    return;
                }
                queue.deliver(work, batch);
            } catch (Throwable failure) { // the consumer must learn of it, whatever it is
                queue.fail(work, failure);
                return;
            }
        }
    }
}
