package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Moves each row (or column) by a share of its distance from the edge; bicubic along the line, grey outside.
 *
 * <p>The kernel is the cubic one with a = -1. Values are cut to whole numbers, not rounded.
 *
 * @param slope pixels along the axis for one pixel across it; either sign
 */
record Shear(double slope, ShiftDirection axis) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        int height = image.height();
        int width = image.width();
        boolean horizontal = axis == ShiftDirection.HORIZONTAL;
        int side = horizontal ? width : height;
        int step = horizontal ? 3 : 3 * width;
        spare.resize(height, width);
        byte[] source = image.pixels();
        byte[] target = spare.pixels();
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                double point = horizontal ? (x + 0.5) + slope * (y + 0.5) : slope * (x + 0.5) + (y + 0.5);
                if (point < 0 || point >= side) {
                    target[to] = FILL;
                    target[to + 1] = FILL;
                    target[to + 2] = FILL;
                } else {
                    int line = horizontal ? y * 3 * width : 3 * x;
                    interpolate(source, line, step, side, point - 0.5, target, to);
                }
            }
        }
        return spare;
    }

    /** One pixel at {@code point}, in -0.5..side - 0.5, of a line of pixels that lie {@code step} bytes apart. */
    private static void interpolate(byte[] source, int line, int step, int side, double point, byte[] target, int to) {
        int below = point < 0 ? -1 : (int) point;
        double fraction = point - below;
        int first = line + step * Math.max(0, below - 1);
        int second = line + step * Math.max(0, below);
        int third = line + step * Math.min(side - 1, below + 1);
        int fourth = line + step * Math.min(side - 1, below + 2);
        for (int channel = 0; channel < 3; channel++) {
            target[to + channel] = cubic(
                    source[first + channel] & 0xff,
                    source[second + channel] & 0xff,
                    source[third + channel] & 0xff,
                    source[fourth + channel] & 0xff,
                    fraction);
        }
    }

    private static byte cubic(int v1, int v2, int v3, int v4, double d) {
        double value = v2 + d * ((v3 - v1) + d * ((2 * (v1 - v2) + v3 - v4) + d * (v2 - v1 + v4 - v3)));
        return (byte) Math.max(0, Math.min(255, (int) value));
    }
}
