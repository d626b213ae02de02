package drolt.augmentation;

import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;

/** Small images for tests. */
final class Images {
    private Images() {}

    /** All channels alike, values row by row. */
    static RgbImage grey(int height, int width, int... values) {
        RgbImage image = new RgbImage(height, width);
        for (int at = 0; at < image.length(); at++) {
            image.pixels()[at] = (byte) values[at / 3];
        }
        return image;
    }

    /** Independent uniform bytes. */
    static RgbImage noise(int height, int width, long seed) {
        RgbImage image = new RgbImage(height, width);
        ReseedableRandom random = new ReseedableRandom(seed, height, width);
        for (int at = 0; at < image.length(); at++) {
            image.pixels()[at] = (byte) random.nextInt(256);
        }
        return image;
    }

    static RgbImage copy(RgbImage image) {
        RgbImage copy = new RgbImage(image.height(), image.width());
        System.arraycopy(image.pixels(), 0, copy.pixels(), 0, image.length());
        return copy;
    }

    /** Rows become columns. */
    static RgbImage transposed(RgbImage image) {
        RgbImage result = new RgbImage(image.width(), image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    result.pixels()[(x * image.height() + y) * 3 + channel] =
                            image.pixels()[(y * image.width() + x) * 3 + channel];
                }
            }
        }
        return result;
    }

    /** The values of one channel, unsigned, row by row. */
    static int[] channel(RgbImage image, int channel) {
        int[] values = new int[image.height() * image.width()];
        for (int at = 0; at < values.length; at++) {
            values[at] = image.pixels()[3 * at + channel] & 0xff;
        }
        return values;
    }

    /** All values, unsigned. */
    static int[] values(RgbImage image) {
        int[] values = new int[image.length()];
        for (int at = 0; at < values.length; at++) {
            values[at] = image.pixels()[at] & 0xff;
        }
        return values;
    }
}
