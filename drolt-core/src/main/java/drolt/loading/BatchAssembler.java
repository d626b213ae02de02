package drolt.loading;

import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads and augments the images of one batch after the other; one for each thread, as its memory is reused. */
final class BatchAssembler {
    private final ImageDataset dataset;
    private final Transform[] transforms;
    private final int[] draws;
    private final BatchPlan plan;
    private final ReseedableRandom random = new ReseedableRandom(0, 0, 0);
    private RgbImage image = new RgbImage();
    private RgbImage spare = new RgbImage();

    BatchAssembler(ImageDataset dataset, List<Transform> transforms, int[] draws, BatchPlan plan) {
        this.dataset = dataset;
        this.transforms = transforms.toArray(Transform[]::new);
        this.draws = draws;
        this.plan = plan;
    }

    /**
     * Makes a batch.
     *
     * @param buffer memory to fill
     * @param cancelled asked before every image
     * @return null if cancelled
     */
    @Nullable
    HostBatch assemble(int batch, BatchBuffer buffer, BooleanSupplier cancelled) {
        int start = batch * plan.batchSize();
        int size = Math.min(plan.batchSize(), draws.length - start);
        int height = 0;
        int width = 0;
        for (int row = 0; row < size; row++) {
            if (cancelled.getAsBoolean()) {
                return null;
            }
            int index = draws[start + row];
            prepare(index, start + row);
            if (row == 0) {
                height = image.height();
                width = image.width();
                buffer.reserve(Math.min(plan.batchSize(), draws.length), image.length());
            } else if (image.height() != height || image.width() != width) {
                throw new ConfigException(String.format(
                        "image %d of the data set is %d x %d pixels, image %d in the same batch is %d x %d: all images of"
                                + " a batch must have one size; bring them to one by random-resized-crop in augmentation and"
                                + " by resize and center-crop in testView",
                        index, image.height(), image.width(), draws[start], height, width));
            }
            buffer.put(row, image, dataset.label(index), index);
        }
        return buffer.batch(size, height, width);
    }

    /** Leaves the augmented image in {@link #image}. */
    private void prepare(int index, int position) {
        dataset.read(index, image);
        random.reseed(plan.seed(), plan.epoch(), position);
        for (Transform transform : transforms) {
            RgbImage result = transform.apply(image, spare, random);
            if (result == spare) {
                spare = image;
                image = result;
            } else if (result != image) {
                throw new IllegalStateException(
                        transform.getClass().getName() + " returned neither the image nor the spare one");
            }
        }
    }
}
