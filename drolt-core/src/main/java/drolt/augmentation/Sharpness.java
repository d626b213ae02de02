package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Changes sharpness: each value against the 3 x 3 mean around it, the centre weighing five times. The outermost pixels
 * stay as they are.
 *
 * @param factor 0 is the smoothed image, 1 leaves the image as it is
 */
record Sharpness(float factor) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        int stride = 3 * image.width();
        spare.resize(image.height(), image.width());
        byte[] source = image.pixels();
        byte[] target = spare.pixels();
        System.arraycopy(source, 0, target, 0, image.length());
        for (int y = 1; y < image.height() - 1; y++) {
            int end = (y + 1) * stride - 3;
            for (int at = y * stride + 3; at < end; at++) {
                int value = source[at] & 0xff;
                int sum = column(source, at - 3, stride) + column(source, at, stride) + column(source, at + 3, stride);
                int smooth = (2 * (sum + 4 * value) + 13) / 26; // sum of 13 weights, rounded half up
                target[at] = Blend.of(smooth, value, factor);
            }
        }
        return spare;
    }

    private static int column(byte[] source, int at, int stride) {
        return (source[at - stride] & 0xff) + (source[at] & 0xff) + (source[at + stride] & 0xff);
    }
}
