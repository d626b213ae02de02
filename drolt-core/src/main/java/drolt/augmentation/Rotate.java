package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Turns the image counter-clockwise about its centre to the nearest pixel; grey outside.
 *
 * <p>The sampled points are walked in steps of 2^-16 pixel, as Pillow walks them: in floating point about one pixel in
 * ten thousand comes out as its neighbour.
 *
 * @param degrees angle
 */
record Rotate(double degrees) implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        int height = image.height();
        int width = image.width();
        double angle = -Math.toRadians(degrees);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double middleX = width / 2.0;
        double middleY = height / 2.0;
        long stepX = fixed(cosine); // of the sampled point's x, for one pixel to the right; down it is the sine
        long stepY = fixed(-sine);
        long down = fixed(sine);
        long rowX = fixed(cosine * (0.5 - middleX) + sine * (0.5 - middleY) + middleX);
        long rowY = fixed(-sine * (0.5 - middleX) + cosine * (0.5 - middleY) + middleY);

        spare.resize(height, width);
        byte[] source = image.pixels();
        byte[] target = spare.pixels();
        int to = 0;
        for (int y = 0; y < height; y++, rowX += down, rowY += stepX) {
            long pointX = rowX;
            long pointY = rowY;
            for (int x = 0; x < width; x++, to += 3, pointX += stepX, pointY += stepY) {
                long fromX = pointX >> 16;
                long fromY = pointY >> 16;
                if (fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) {
                    target[to] = FILL;
                    target[to + 1] = FILL;
                    target[to + 2] = FILL;
                } else {
                    int from = ((int) fromY * width + (int) fromX) * 3;
                    target[to] = source[from];
                    target[to + 1] = source[from + 1];
                    target[to + 2] = source[from + 2];
                }
            }
        }
        return spare;
    }

    /** A value in units of 2^-16, rounded half up. */
    private static long fixed(double value) {
        return (long) Math.floor(value * 65536 + 0.5);
    }
}
