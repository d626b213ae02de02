package drolt.data;

/**
 * An 8-bit RGB image whose memory is reused: rows top to bottom, pixels left to right, three bytes a pixel.
 *
 * <p>Mutable on purpose: a loader reads and augments hundreds of images a second into the same few arrays. The array
 * may be longer than the image. Not thread-safe.
 */
public final class RgbImage {
    private byte[] pixels = new byte[0];
    private int height;
    private int width;

    /** An image without pixels; {@link #resize} gives it a size. */
    public RgbImage() {}

    /** A black image. */
    public RgbImage(int height, int width) {
        resize(height, width);
    }

    /** Sets the size; the contents are then undefined. Allocates only when the image grows beyond what it ever was. */
    public void resize(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " pixels");
        }
        int length = Math.multiplyExact(Math.multiplyExact(height, width), 3);
        if (pixels.length < length) {
            pixels = new byte[length];
        }
        this.height = height;
        this.width = width;
    }

    /** The live array; index {@code (y * width + x) * 3 + channel}, channels red, green, blue, values unsigned. */
    public byte[] pixels() {
        return pixels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Bytes in use: height x width x 3. */
    public int length() {
        return height * width * 3;
    }
}
