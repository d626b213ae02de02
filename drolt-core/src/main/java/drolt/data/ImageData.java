package drolt.data;

/**
 * A data set as a recipe asks for it.
 *
 * @param train what may be trained on, long-tailed, before a validation split is cut from it; shots count this one
 * @param test the test images, with the same classes
 * @param statistics what normalises the pixels of both
 */
public record ImageData(ImageDataset train, ImageDataset test, PixelStatistics statistics) {
    public ImageData {
        if (!train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException("training and test images have different classes");
        }
    }
}
