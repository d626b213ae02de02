package drolt.loading;

import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads and augments the images of one batch after the other; one for each thread, as its memory is reused. */
final class BatchAssembler {
    /** Odd, and without a pattern: what keeps the random numbers of an image's views apart. */
    private static final long SEED_STEP = 0xd1b54a32d192ed03L;

    private final ImageDataset dataset;
    private final Transform[][] views;
    private final int[] draws;
    private final BatchPlan plan;
    private final ReseedableRandom random = new ReseedableRandom(0, 0, 0);
    private final RgbImage original = new RgbImage();
    private RgbImage image = new RgbImage();
    private RgbImage spare = new RgbImage();

    BatchAssembler(ImageDataset dataset, List<List<Transform>> views, int[] draws, BatchPlan plan) {
        this.dataset = dataset;
        this.views = views.stream()
                .map(transforms -> transforms.toArray(Transform[]::new))
                .toArray(Transform[][]::new);
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
        int first = batch * plan.batchSize();
        int whole = Math.min(plan.batchSize(), draws.length - first);
        int start = first + plan.share().from(whole);
        int size = first + plan.share().until(whole) - start;
        int height = 0;
        int width = 0;
        for (int row = 0; row < size; row++) {
            if (cancelled.getAsBoolean()) {
                return null;
            }
            int index = draws[start + row];
            dataset.read(index, views.length == 1 ? image : original);
            for (int view = 0; view < views.length; view++) {
                show(view, start + row);
                if (row == 0 && view == 0) {
                    height = image.height();
                    width = image.width();
                    buffer.reserve(Math.min(plan.batchSize(), draws.length), views.length, image.length());
                } else if (image.height() != height || image.width() != width) {
                    throw new ConfigException(String.format(
                            Locale.ROOT,
                            "%s is %d x %d pixels, %s in the same batch is %d x %d: all images of a batch must have one"
                                    + " size; bring them to one by random-resized-crop in augmentation and by resize"
                                    + " and center-crop in testView",
                            dataset.name(index),
                            image.width(),
                            image.height(),
                            dataset.name(draws[start]),
                            width,
                            height));
                }
                buffer.putView(view * size + row, image);
            }
            buffer.put(row, dataset.label(index), index);
        }
        return buffer.batch(size, views.length, height, width);
    }

    /** Leaves the augmented image in {@link #image}. */
    private void show(int view, int position) {
        if (views.length > 1) {
            image.resize(original.height(), original.width());
            System.arraycopy(original.pixels(), 0, image.pixels(), 0, original.length());
        }
        random.reseed(plan.seed() + view * SEED_STEP, plan.epoch(), position);
        for (Transform transform : views[view]) {
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
