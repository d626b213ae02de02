package drolt.augmentation;

/** What the four enhancements share: towards a degenerate image, or away from it. */
final class Blend {
    private Blend() {}

    /**
     * {@code degenerate + factor (value - degenerate)} in float32, clipped to 0..255, cut to a whole number.
     *
     * @param factor 1 keeps the value, 0 gives the degenerate one, above 1 exaggerates
     */
    static byte of(int degenerate, int value, float factor) {
        float blended = degenerate + factor * (value - degenerate);
        return (byte) Math.max(0, Math.min(255, (int) blended));
    }

    /** Brightness as the eye weighs the channels (ITU-R 601), rounded half up: 0..255. */
    static int grey(byte[] pixels, int at) {
        int red = pixels[at] & 0xff;
        int green = pixels[at + 1] & 0xff;
        int blue = pixels[at + 2] & 0xff;
        return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
    }
}
