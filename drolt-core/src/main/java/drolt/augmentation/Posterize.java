package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Keeps the highest bits of each value.
 *
 * @param bits in 1..8
 */
record Posterize(int bits) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        byte[] pixels = image.pixels();
        int length = image.length();
        byte mask = (byte) (0xff << (8 - bits));
        for (int at = 0; at < length; at++) {
            pixels[at] &= mask;
        }
        return image;
    }
}
