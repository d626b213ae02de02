package drolt.augmentation;

import drolt.data.RgbImage;

/** Tables over the 256 values of a byte, one set for each thread, so that no image allocates. */
final class Workspace {
    /** How often each value occurs. */
    final int[] histogram = new int[256];

    /** What each value becomes. */
    final byte[] table = new byte[256];

    /** Replaces every value of one channel by its entry in {@link #table}. */
    void lookUp(RgbImage image, int channel) {
        byte[] pixels = image.pixels();
        int length = image.length();
        for (int at = channel; at < length; at += 3) {
            pixels[at] = table[pixels[at] & 0xff];
        }
    }

    /** Replaces every value of every channel by its entry in {@link #table}. */
    void lookUp(RgbImage image) {
        byte[] pixels = image.pixels();
        int length = image.length();
        for (int at = 0; at < length; at++) {
            pixels[at] = table[pixels[at] & 0xff];
        }
    }
}
