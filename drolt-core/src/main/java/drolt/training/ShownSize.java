package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.data.ImageDataset;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import java.util.List;
import java.util.Objects;

/** Height and width in pixels of images as transforms show them. */
public record ShownSize(int height, int width) {
    /** The size of the first image of a data set, valid for all: the images of a batch must have one size. */
    public static ShownSize of(ImageDataset images, List<TransformConfig> transforms) {
        try (BatchLoader loader = BatchLoader.open(
                images, TransformConfig.buildAll(transforms), new int[] {0}, new BatchPlan(1, false, 0, 0, 0, 1, 1))) {
            HostBatch first = Objects.requireNonNull(loader.next());
            return new ShownSize(first.height(), first.width());
        }
    }

    @Override
    public String toString() {
        return height + " x " + width + " pixels";
    }
}
