package drolt.loading;

/**
 * How an epoch's draws are cut into batches and made.
 *
 * <p>Threads and prefetch change the time only, never a byte.
 *
 * @param batchSize images a batch, at least 1
 * @param dropLast whether a last batch that is not full is left out
 * @param seed of the augmentation
 * @param epoch from 0; each epoch augments differently
 * @param firstBatch where to begin, from 0; above 0 an interrupted epoch goes on
 * @param threads loader threads, at least 1
 * @param prefetch batches made ahead of the one in use, at least 1; no more threads than this work at once
 * @param share the part of every batch that is made
 */
public record BatchPlan(
        int batchSize, boolean dropLast, long seed, int epoch, int firstBatch, int threads, int prefetch, Share share) {
    /** One of whole batches. */
    public BatchPlan(int batchSize, boolean dropLast, long seed, int epoch, int firstBatch, int threads, int prefetch) {
        this(batchSize, dropLast, seed, epoch, firstBatch, threads, prefetch, Share.WHOLE);
    }

    public BatchPlan {
        require(batchSize >= 1, "batchSize", batchSize);
        require(epoch >= 0, "epoch", epoch);
        require(firstBatch >= 0, "firstBatch", firstBatch);
        require(threads >= 1, "threads", threads);
        require(prefetch >= 1, "prefetch", prefetch);
    }

    /** Batches that this many draws make. */
    public int batches(int draws) {
        return dropLast ? draws / batchSize : (int) (((long) draws + batchSize - 1) / batchSize);
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is too small");
        }
    }
}
