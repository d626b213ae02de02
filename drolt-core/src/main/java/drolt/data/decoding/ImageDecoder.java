package drolt.data.decoding;

import drolt.configuration.ConfigException;
import drolt.data.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads image files: JPEG (also grey and CMYK), PNG, WebP, BMP, and the first picture of a GIF.
 *
 * <p>A JPEG is turned upright as its EXIF data says. What is transparent shows white. Files are decoded from memory:
 * nothing is written to a cache, and no setting of the process is changed. Safe for use from several threads.
 */
public final class ImageDecoder {
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_PIXELS = 100_000_000;

    private ImageDecoder() {}

    /** Whether a file's name is that of an image: its ending alone counts, in any case. */
    public static boolean isImageName(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && ImageFormat.allExtensions().contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The endings that {@link #isImageName} knows, in words. */
    public static String endings() {
        return String.join(", ", ImageFormat.allExtensions());
    }

    /**
     * Reads a file.
     *
     * @param target is resized and filled
     * @throws ConfigException if it is missing, damaged, or no image; names the file
     */
    public static void read(Path file, RgbImage target) {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + ": has more than " + (MOST_BYTES >> 20)
                        + " MiB, which no image here may have; make it smaller or take it out of the data set");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + oneLine(e) + "); mend the data set", e);
        }
        decode(bytes, file.toString(), target);
    }

    /** Decodes the bytes of a file; {@code name} is for messages. */
    static void decode(byte[] bytes, String name, RgbImage target) {
        ImageFormat format = ImageFormat.of(bytes)
                .orElseThrow(() -> new ConfigException(name + ": is no JPEG, PNG, WebP, BMP or GIF image, whatever its"
                        + " name says; convert it or take it out of the data set"));
        try {
            Orientation orientation = Orientation.UPRIGHT;
            if (format == ImageFormat.JPEG) {
                JpegHeader header = JpegHeader.of(bytes);
                if (!header.isWhole(bytes)) {
                    throw new IOException("the file is cut short");
                }
                orientation = header.orientation();
            }
            PixelCopy.copy(pixels(bytes, format), orientation, target);
        } catch (IOException | RuntimeException e) { // decoders meet damage with exceptions of every kind
            throw new ConfigException(
                    name + ": is a damaged image (" + oneLine(e) + "); replace it or take it out of the data set", e);
        }
    }

    private static BufferedImage pixels(byte[] bytes, ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IOException("this Java has no reader of " + format.name());
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new IOException("it has " + pixels + " pixels, more than " + MOST_PIXELS);
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
