package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Moves the image along an axis to the nearest pixel; what enters is grey.
 *
 * <p>The sampled point of pixel x is x + 0.5 + t, so the whole image moves by floor(t + 0.5) pixels.
 *
 * @param share distance as a share of the image's side along the axis; either sign
 */
record Translate(double share, ShiftDirection axis) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        return axis == ShiftDirection.HORIZONTAL
                ? ShiftedWindow.cut(image, spare, 0, pixels(image.width()), FILL)
                : ShiftedWindow.cut(image, spare, pixels(image.height()), 0, FILL);
    }

    private int pixels(int side) {
        return (int) Math.floor(share * side + 0.5);
    }
}
