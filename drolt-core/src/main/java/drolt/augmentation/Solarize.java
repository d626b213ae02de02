package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Inverts the values from a threshold on.
 *
 * @param threshold 0 inverts all, 256 none
 */
record Solarize(double threshold) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        byte[] pixels = image.pixels();
        int length = image.length();
        int first = (int) Math.ceil(threshold); // values are whole
        for (int at = 0; at < length; at++) {
            int value = pixels[at] & 0xff;
            pixels[at] = (byte) (value < first ? value : 255 - value);
        }
        return image;
    }
}
