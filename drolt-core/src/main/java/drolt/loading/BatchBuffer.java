package drolt.loading;

import drolt.configuration.ConfigException;
import drolt.data.RgbImage;

/** The arrays of one batch, filled again and again. */
final class BatchBuffer {
    private byte[] pixels = new byte[0];
    private int[] labels = new int[0];
    private int[] indices = new int[0];

    /** Makes room for a full batch, so that a short one does not cause a second allocation. */
    void reserve(int images, int views, int bytesPerView) {
        long bytesPerImage = (long) views * bytesPerView;
        long bytes = images * bytesPerImage;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new ConfigException("a batch of " + images + " images of " + bytesPerImage
                    + " bytes does not fit into one array: lower the batch size to "
                    + (Integer.MAX_VALUE - 8) / bytesPerImage
                    + " or less");
        }
        if (pixels.length < bytes) {
            pixels = new byte[(int) bytes];
        }
        if (labels.length < images) {
            labels = new int[images];
            indices = new int[images];
        }
    }

    void put(int row, int label, int index) {
        labels[row] = label;
        indices[row] = index;
    }

    /** One view of one image: view v of image i is the (v times size + i)-th. */
    void putView(int row, RgbImage image) {
        System.arraycopy(image.pixels(), 0, pixels, row * image.length(), image.length());
    }

    HostBatch batch(int size, int views, int height, int width) {
        return new HostBatch(pixels, labels, indices, size, views, height, width);
    }
}
