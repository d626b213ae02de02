package drolt.data.decoding;

import drolt.configuration.ReadFailure;
import drolt.data.ImageSize;
import drolt.data.RgbImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
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
     * @throws UnusableImageException if it is missing, damaged, or no image; names the file
     */
    public static void read(Path file, RgbImage target) {
        decode(bytes(file), file.toString(), target);
    }

    /**
     * What can be seen to be wrong with a file from its two ends; it is decoded only where its end is not that of an
     * image.
     *
     * @return the file and what is wrong, in one line; empty: nothing that shows
     */
    public static Optional<String> fault(Path file) {
        try {
            FileEnds ends = ends(file);
            requireAllowed(file, ends.size());
            if (!ends.endAs(format(ends.first(), file.toString()))) {
                read(file, new RgbImage());
            }
            return Optional.empty();
        } catch (UnusableImageException e) {
            return Optional.of(e.fault());
        }
    }

    /**
     * The size of the upright image, without decoding its pixels.
     *
     * @throws UnusableImageException as {@link #read}, as far as it shows
     */
    public static ImageSize size(Path file) {
        byte[] bytes = bytes(file);
        ImageFormat format = format(bytes, file.toString());
        try {
            Orientation orientation =
                    format == ImageFormat.JPEG ? JpegHeader.of(bytes).orientation() : Orientation.UPRIGHT;
            return withReader(bytes, format, reader -> {
                Orientation.Route route = orientation.route(reader.getHeight(0), reader.getWidth(0));
                return new ImageSize(route.height(), route.width());
            });
        } catch (IOException | RuntimeException e) {
            throw damaged(file.toString(), e);
        }
    }

    private static FileEnds ends(Path file) {
        try {
            return FileEnds.read(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            requireAllowed(file, Files.size(file));
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void requireAllowed(Path file, long size) {
        if (size > MOST_BYTES) {
            throw new UnusableImageException(
                    file.toString(),
                    "has more than " + (MOST_BYTES >> 20) + " MiB, which no image here may have",
                    "make it smaller or take it out of the data set");
        }
    }

    private static UnusableImageException unreadable(Path file, IOException e) {
        return new UnusableImageException(
                file.toString(),
                "cannot be read (" + ReadFailure.reason(e) + ")",
                "mend it or take it out of the data set",
                e);
    }

    private static UnusableImageException damaged(String name, Exception e) {
        return new UnusableImageException(
                name, "is a damaged image (" + oneLine(e) + ")", "replace it or take it out of the data set", e);
    }

    private static ImageFormat format(byte[] first, String name) {
        if (first.length == 0) {
            throw new UnusableImageException(name, "is empty", "replace it or take it out of the data set");
        }
        return ImageFormat.of(first)
                .orElseThrow(() -> new UnusableImageException(
                        name,
                        "is no JPEG, PNG, WebP, BMP or GIF image, whatever its name says",
                        "convert it or take it out of the data set"));
    }

    /** Decodes the bytes of a file; {@code name} is for messages. */
    static void decode(byte[] bytes, String name, RgbImage target) {
        ImageFormat format = format(bytes, name);
        try {
            Orientation orientation = Orientation.UPRIGHT;
            if (format == ImageFormat.JPEG) {
                JpegHeader header = JpegHeader.of(bytes);
                if (!header.isWhole(bytes)) {
                    throw new IOException("the file is cut short");
                }
                orientation = header.orientation();
            }
            PixelCopy.copy(
                    withReader(bytes, format, reader -> {
                        requireFewPixels(reader);
                        return reader.read(0);
                    }),
                    orientation,
                    target);
        } catch (IOException | RuntimeException e) { // decoders meet damage with exceptions of every kind
            throw damaged(name, e);
        }
    }

    private static void requireFewPixels(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw new IOException("it has " + pixels + " pixels, more than " + MOST_PIXELS);
        }
    }

    /** What is asked of a reader. */
    private interface Question<T> {
        T ask(ImageReader reader) throws IOException;
    }

    private static <T> T withReader(byte[] bytes, ImageFormat format, Question<T> question) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IOException("this Java has no reader of " + format.name());
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            return question.ask(reader);
        } finally {
            reader.dispose();
        }
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
