package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Changes saturation: each pixel against its own grey.
 *
 * @param factor 0 is grey, 1 leaves the image as it is
 */
record Color(float factor) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        byte[] pixels = image.pixels();
        int length = image.length();
        for (int at = 0; at < length; at += 3) {
            int grey = Blend.grey(pixels, at);
            for (int channel = at; channel < at + 3; channel++) {
                pixels[channel] = Blend.of(grey, pixels[channel] & 0xff, factor);
            }
        }
        return image;
    }
}
