package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Changes contrast: each value against the mean grey of the image.
 *
 * @param factor 0 is a flat image, 1 leaves the image as it is
 */
record Contrast(float factor) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        int mean = meanGrey(image);
        for (int value = 0; value < 256; value++) {
            workspace.table[value] = Blend.of(mean, value, factor);
        }
        workspace.lookUp(image);
        return image;
    }

    /** Rounded half up. */
    private static int meanGrey(RgbImage image) {
        byte[] pixels = image.pixels();
        int length = image.length();
        long sum = 0;
        for (int at = 0; at < length; at += 3) {
            sum += Blend.grey(pixels, at);
        }
        long count = length / 3;
        return (int) ((2 * sum + count) / (2 * count));
    }
}
