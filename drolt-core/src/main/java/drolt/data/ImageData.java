package drolt.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set as a recipe asks for it.
 *
 * @param train what may be trained on, long-tailed, before a validation split is cut from it; shots count this one
 * @param validation images that the data set itself sets apart for validation, with the same classes; null: none
 * @param test the test images, with the same classes
 * @param statistics what normalises the pixels of all
 * @param leftOut paths of images that are left out because they cannot be used, as the data set allows
 */
public record ImageData(
        ImageDataset train,
        @Nullable ImageDataset validation,
        ImageDataset test,
        PixelStatistics statistics,
        List<String> leftOut) {
    public ImageData {
        leftOut = List.copyOf(leftOut);
        if (!train.classNames().equals(test.classNames())
                || (validation != null && !train.classNames().equals(validation.classNames()))) {
            throw new IllegalArgumentException("training, validation and test images have different classes");
        }
    }

    /** Without images of its own for validation. */
    public ImageData(ImageDataset train, ImageDataset test, PixelStatistics statistics) {
        this(train, null, test, statistics, List.of());
    }

    /** Training, validation and test images, as far as there are any. */
    public List<ImageDataset> parts() {
        return validation == null ? List.of(train, test) : List.of(train, validation, test);
    }
}
