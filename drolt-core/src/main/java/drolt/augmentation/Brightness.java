package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Changes brightness: each value against black.
 *
 * @param factor 0 is black, 1 leaves the image as it is
 */
record Brightness(float factor) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        for (int value = 0; value < 256; value++) {
            workspace.table[value] = Blend.of(0, value, factor);
        }
        workspace.lookUp(image);
        return image;
    }
}
