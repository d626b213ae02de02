package drolt.data;

/**
 * How much there is to train on.
 *
 * @param counts training images of each class, what is split off for validation left out
 * @param height of an image in pixels
 * @param width of an image in pixels
 */
public record DataSize(ClassCounts counts, int height, int width) {}
