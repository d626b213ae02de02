package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.Arrays;

/** A window of the image's own size, moved by whole pixels. */
final class ShiftedWindow {
    private ShiftedWindow() {}

    /**
     * Copies the window whose upper left corner lies at (top, left) of the image.
     *
     * @param fill value of all channels where the window leaves the image
     * @return {@code spare}
     */
    static RgbImage cut(RgbImage image, RgbImage spare, int top, int left, byte fill) {
        int height = image.height();
        int stride = 3 * image.width();
        spare.resize(height, image.width());
        byte[] target = spare.pixels();
        int shift = 3 * Math.max(-image.width(), Math.min(image.width(), left));
        int from = Math.max(0, -shift); // bytes from..to of a row show the image
        int to = Math.min(stride, stride - shift);
        for (int y = 0; y < height; y++) {
            int row = y * stride;
            int sourceY = y + top;
            if (sourceY < 0 || sourceY >= height) {
                Arrays.fill(target, row, row + stride, fill);
            } else {
                Arrays.fill(target, row, row + from, fill);
                System.arraycopy(
                        image.pixels(), sourceY * stride + from + shift, target, row + from, Math.max(0, to - from));
                Arrays.fill(target, row + to, row + stride, fill);
            }
        }
        return spare;
    }
}
