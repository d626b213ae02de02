package drolt.training;

import drolt.augmentation.Transform;
import drolt.data.ImageDataset;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.Share;
import drolt.sampling.Sampler;
import java.util.List;

/**
 * Augmented images as a sampler draws them, batch by batch.
 *
 * @param views transforms of each view of an image, at least one
 * @param seed of the augmentation
 * @param share the part of every batch that this process makes
 */
public record DrawnBatches(
        ImageDataset dataset,
        Sampler sampler,
        List<List<Transform>> views,
        int batchSize,
        boolean dropLast,
        long seed,
        int loaderThreads,
        Share share) {
    private static final int LEAST_PREFETCH = 4;

    /** Whole batches. */
    public DrawnBatches(
            ImageDataset dataset,
            Sampler sampler,
            List<List<Transform>> views,
            int batchSize,
            boolean dropLast,
            long seed,
            int loaderThreads) {
        this(dataset, sampler, views, batchSize, dropLast, seed, loaderThreads, Share.WHOLE);
    }

    public int perEpoch() {
        return plan(0, 0).batches(sampler.drawsPerEpoch());
    }

    public BatchLoader open(int epoch, int firstBatch) {
        return BatchLoader.openViews(dataset, views, sampler.draw(epoch), plan(epoch, firstBatch));
    }

    private BatchPlan plan(int epoch, int firstBatch) {
        return new BatchPlan(
                batchSize,
                dropLast,
                seed,
                epoch,
                firstBatch,
                loaderThreads,
                Math.max(LEAST_PREFETCH, loaderThreads + 1),
                share);
    }
}
