package drolt.data.decoding;

import drolt.data.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Pixels of a decoded image as 8-bit RGB.
 *
 * <p>Samples are taken as they are stored: grey becomes three equal values (the platform would brighten it, as it takes
 * grey for linear light), 16 bits are rounded to 8, what is transparent shows white. Whole numbers throughout.
 */
final class PixelCopy {
    private static final int WHITE = 255;
    private static final int MOST_16 = 65535;

    private PixelCopy() {}

    /** Copies an image, turned upright. */
    static void copy(BufferedImage source, Orientation orientation, RgbImage target) {
        Orientation.Route route = orientation.route(source.getHeight(), source.getWidth());
        target.resize(route.height(), route.width());
        byte[] pixels = target.pixels();
        byte[] packed = packed(source);
        if (packed != null) {
            copy(packed, source.getHeight(), source.getWidth(), route, pixels);
            return;
        }
        RowReader rows = RowReader.of(source);
        int[] row = new int[source.getWidth()];
        for (int y = 0; y < source.getHeight(); y++) {
            rows.read(y, row);
            int out = route.first() + y * route.down();
            for (int rgb : row) {
                pixels[out] = (byte) (rgb >> 16);
                pixels[out + 1] = (byte) (rgb >> 8);
                pixels[out + 2] = (byte) rgb;
                out += route.right();
            }
        }
    }

    /** The memory of an image that is three bytes a pixel without gaps: blue, green, red; null: it is not. */
    private static byte @Nullable [] packed(BufferedImage source) {
        return source.getType() == BufferedImage.TYPE_3BYTE_BGR
                        && source.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                        && buffer.getData().length == 3 * source.getWidth() * source.getHeight()
                ? buffer.getData()
                : null;
    }

    private static void copy(byte[] bgr, int height, int width, Orientation.Route route, byte[] pixels) {
        int at = 0;
        for (int y = 0; y < height; y++) {
            int out = route.first() + y * route.down();
            for (int x = 0; x < width; x++, at += 3, out += route.right()) {
                pixels[out] = bgr[at + 2];
                pixels[out + 1] = bgr[at + 1];
                pixels[out + 2] = bgr[at];
            }
        }
    }

    /** Gives a row of the stored image, as 0xRRGGBB. */
    private interface RowReader {
        void read(int y, int[] row);

        static RowReader of(BufferedImage source) {
            ColorModel model = source.getColorModel();
            if (model instanceof ComponentColorModel && isPlain(model)) {
                return samples(source.getRaster(), model);
            }
            return (y, row) -> {
                source.getRGB(0, y, row.length, 1, row, 0, row.length);
                for (int x = 0; x < row.length; x++) {
                    row[x] = onWhite(row[x], row[x] >>> 24);
                }
            };
        }
    }

    private static boolean isPlain(ColorModel model) {
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY && model.getNumColorComponents() == 1;
        boolean rgb = model.getColorSpace().getType() == ColorSpace.TYPE_RGB && model.getNumColorComponents() == 3;
        int bits = model.getTransferType() == DataBuffer.TYPE_BYTE
                ? 8
                : model.getTransferType() == DataBuffer.TYPE_USHORT ? 16 : 0;
        for (int size : model.getComponentSize()) {
            if (size != bits) {
                return false;
            }
        }
        return grey || rgb;
    }

    private static RowReader samples(Raster raster, ColorModel model) {
        int bands = raster.getNumBands();
        int green = model.getNumColorComponents() == 1 ? 0 : 1;
        boolean is16 = model.getTransferType() == DataBuffer.TYPE_USHORT;
        int[] samples = new int[raster.getWidth() * bands];
        return (y, row) -> {
            raster.getPixels(0, y, row.length, 1, samples);
            if (is16) {
                for (int at = 0; at < samples.length; at++) {
                    samples[at] = (samples[at] * 255 + MOST_16 / 2) / MOST_16;
                }
            }
            for (int x = 0, at = 0; x < row.length; x++, at += bands) {
                int rgb = (samples[at] << 16) | (samples[at + green] << 8) | samples[at + 2 * green];
                if (model.hasAlpha()) {
                    int alpha = samples[at + bands - 1];
                    rgb = model.isAlphaPremultiplied() ? rgb + (WHITE - alpha) * 0x010101 : onWhite(rgb, alpha);
                }
                row[x] = rgb;
            }
        };
    }

    private static int onWhite(int rgb, int alpha) {
        if (alpha == 255) {
            return rgb & 0xffffff;
        }
        return (onWhite(rgb, alpha, 16) << 16) | (onWhite(rgb, alpha, 8) << 8) | onWhite(rgb, alpha, 0);
    }

    /** {@code v a + 255 (1 - a)}, rounded. */
    private static int onWhite(int rgb, int alpha, int shift) {
        int value = (rgb >> shift) & 0xff;
        return (value * alpha + WHITE * (255 - alpha) + 127) / 255;
    }
}
