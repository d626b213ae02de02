package drolt.loading;

/**
 * A batch of images in host memory.
 *
 * <p>The arrays belong to the loader and are filled anew once the batch is handed back; they may be longer than the
 * batch.
 *
 * @param pixels unsigned bytes [views, size, height, width, 3]
 * @param labels labels [size]
 * @param indices position of each image in the data set [size]
 * @param size number of images, at least 1
 * @param views of each image, at least 1
 */
public record HostBatch(byte[] pixels, int[] labels, int[] indices, int size, int views, int height, int width) {}
