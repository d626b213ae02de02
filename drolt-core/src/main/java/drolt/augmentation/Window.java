package drolt.augmentation;

import drolt.data.RgbImage;

/** A part of an image, in pixels from its upper left corner. */
record Window(int top, int left, int height, int width) {
    static Window whole(RgbImage image) {
        return new Window(0, 0, image.height(), image.width());
    }
}
