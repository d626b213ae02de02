package drolt.data.decoding;

import drolt.data.ImageSize;
import drolt.data.RgbImage;
import drolt.io.ReadFailure;
import drolt.io.Sha256;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Reads image files: JPEG (also grey and CMYK), PNG, WebP, BMP, TIFF's first page, and the first picture of a GIF.
 *
 * <p>JPEG, PNG, WebP and TIFF are turned upright as their EXIF data says. What is transparent shows white. Of an image of
 * more than 25 million pixels only every second one a side is taken, or every third or fourth, as many as leave fewer: no
 * network sees more, and a loader has several of them in memory. Files are decoded from memory: nothing is written to a
 * cache, and no setting of the process is changed. Safe for use from several threads.
 */
public final class ImageDecoder {
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_PIXELS = 100_000_000;
    private static final long MOST_WHOLE_PIXELS = 25_000_000;
    private static final long MILLION = 1_000_000;
    private static final String TAKE_OUT = "take it out of the data set";

    private ImageDecoder() {}

    /** Whether a file's name is that of an image: its ending alone counts, in any case. */
    public static boolean isImageName(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && ImageFormat.allExtensions().contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The format of images that are not read, such as HEIC, that a file's name stands for; empty: none. */
    public static Optional<String> unreadFormat(String name) {
        return UnreadFormat.ofName(name).map(UnreadFormat::title);
    }

    /** The endings that {@link #isImageName} knows, in words. */
    public static String endings() {
        return String.join(", ", ImageFormat.allExtensions());
    }

    /**
     * Reads a file, as far as its reader can: what it fills in where pixels are missing, {@link #damage} tells.
     *
     * @param target is resized and filled
     * @throws UnusableImageException if it is missing, damaged, too large, or no image; names the file
     */
    public static void read(Path file, RgbImage target) {
        decode(bytes(file), file.toString(), target);
    }

    /**
     * Decodes a file and reports what is wrong with it, including what its reader tolerates, such as data that end too
     * soon, and a PNG's wrong checksum.
     *
     * @param target is filled as far as the file can be read
     */
    public static Optional<ImageFault> damage(Path file, RgbImage target) {
        try {
            byte[] bytes = bytes(file);
            return decode(bytes, file.toString(), target)
                    .or(() -> brokenParts(bytes))
                    .map(damage -> new ImageFault(file + ": is a damaged image (" + damage + ")", true));
        } catch (UnusableImageException e) {
            return Optional.of(new ImageFault(e.fault(), false));
        }
    }

    private static Optional<String> brokenParts(byte[] file) {
        return ImageFormat.of(file).flatMap(format -> switch (format) {
            case PNG -> Chunks.pngIsWhole(file) ? Optional.empty() : Optional.of("a checksum is wrong");
            case WEBP -> Chunks.webpIsWhole(file) ? Optional.empty() : Optional.of("a part is cut short");
            case GIF -> Chunks.gifIsWhole(file) ? Optional.empty() : Optional.of("its parts do not fit together");
            case JPEG, BMP, TIFF -> Optional.empty();
        });
    }

    /** Reads a file once and reports what it shows; decodes it only where its end is not that of an image. */
    public static ImageLook look(Path file) {
        byte[] bytes;
        try {
            bytes = bytes(file);
        } catch (UnusableImageException e) {
            return new ImageLook(null, null, e.fault());
        }
        MessageDigest digest = Sha256.begin();
        digest.update(bytes);
        String hash = Sha256.hex(digest);
        try {
            ImageFormat format = format(bytes, file.toString());
            if (!FileEnds.endAs(format, bytes)) {
                decode(bytes, file.toString(), new RgbImage());
            }
            return new ImageLook(hash, size(bytes, format, file.toString()), null);
        } catch (UnusableImageException e) {
            return new ImageLook(hash, null, e.fault());
        }
    }

    /**
     * The size of the upright image as {@link #read} gives it, without decoding its pixels.
     *
     * @throws UnusableImageException as {@link #read}, as far as it shows
     */
    public static ImageSize size(Path file) {
        byte[] bytes = bytes(file);
        return size(bytes, format(bytes, file.toString()), file.toString());
    }

    private static ImageSize size(byte[] bytes, ImageFormat format, String name) {
        try {
            return ImageReaders.ask(bytes, format, reader -> {
                int step = step(reader, name, MOST_WHOLE_PIXELS);
                Orientation.Route route = orientation(format, bytes)
                        .route(taken(reader.getHeight(0), step), taken(reader.getWidth(0), step));
                return new ImageSize(route.height(), route.width());
            });
        } catch (UnusableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) { // a device has no end, and a pipe no beginning
                throw new UnusableImageException(
                        file.toString(), "is " + kind(attributes) + ", not a file", "name an image");
            }
            if (attributes.size() > MOST_BYTES) {
                throw new UnusableImageException(
                        file.toString(),
                        "is too large: it has more than " + (MOST_BYTES >> 20) + " MiB, which no image here may have",
                        "make it smaller or " + TAKE_OUT);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        return attributes.isDirectory() ? "a folder" : "a device or a pipe";
    }

    private static UnusableImageException unreadable(Path file, IOException e) {
        return new UnusableImageException(
                file.toString(), "cannot be read (" + ReadFailure.reason(e) + ")", "mend it or " + TAKE_OUT, e);
    }

    private static UnusableImageException damaged(String name, Exception e) {
        return new UnusableImageException(
                name, "is a damaged image (" + oneLine(e) + ")", "replace it or " + TAKE_OUT, e);
    }

    private static ImageFormat format(byte[] first, String name) {
        if (first.length == 0) {
            throw new UnusableImageException(name, "is empty", "replace it or " + TAKE_OUT);
        }
        return ImageFormat.of(first).orElseThrow(() -> {
            String what = UnreadFormat.ofBytes(first)
                    .map(unread -> "is a " + unread.title() + " image, which is not read")
                    .orElse("is no " + ImageFormat.allTitles() + " image, whatever its name says");
            return new UnusableImageException(name, what, "convert it or " + TAKE_OUT);
        });
    }

    /**
     * Decodes the bytes of a file; {@code name} is for messages.
     *
     * @return what the reader said was wrong with the pixels, before it went on
     */
    static Optional<String> decode(byte[] bytes, String name, RgbImage target) {
        return decode(bytes, name, target, MOST_WHOLE_PIXELS);
    }

    /** Decodes the bytes of a file and skips rows and columns above {@code mostWhole} pixels. */
    static Optional<String> decode(byte[] bytes, String name, RgbImage target, long mostWhole) {
        ImageFormat format = format(bytes, name);
        try {
            if (format == ImageFormat.JPEG && !JpegHeader.of(bytes).isWhole(bytes)) {
                throw new IOException("the file is cut short");
            }
            Decoded decoded = ImageReaders.ask(bytes, format, reader -> {
                ImageReadParam taken = reader.getDefaultReadParam();
                int step = step(reader, name, mostWhole);
                taken.setSourceSubsampling(step, step, 0, 0);
                DamageWarnings warnings = new DamageWarnings();
                reader.addIIOReadWarningListener(warnings);
                return new Decoded(reader.read(0, taken), warnings);
            });
            PixelCopy.copy(decoded.image(), orientation(format, bytes), target);
            return decoded.warnings().first();
        } catch (UnusableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders meet damage with exceptions of every kind
            throw damaged(name, e);
        }
    }

    private static Orientation orientation(ImageFormat format, byte[] bytes) {
        return switch (format) {
            case JPEG -> JpegHeader.of(bytes).orientation();
            case PNG -> Chunks.pngOrientation(bytes);
            case WEBP -> Chunks.webpOrientation(bytes);
            case TIFF -> Exif.orientation(bytes, 0, bytes.length);
            case GIF, BMP -> Orientation.UPRIGHT;
        };
    }

    /** Every how many-th pixel of a side is taken, so that no more are left than are decoded. */
    private static int step(ImageReader reader, String name, long mostWhole) throws IOException {
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        long pixels = (long) width * height;
        if (pixels > MOST_PIXELS) {
            throw new UnusableImageException(
                    name,
                    "is too large: " + width + " x " + height + " pixels, and " + MOST_PIXELS / MILLION
                            + " million are the most",
                    "scale it down or " + TAKE_OUT);
        }
        int step = 1;
        while ((long) taken(width, step) * taken(height, step) > mostWhole) {
            step++;
        }
        return step;
    }

    private static int taken(int side, int step) {
        return (side + step - 1) / step;
    }

    /** Pixels as they are stored, and what the reader said while it read them. */
    private record Decoded(BufferedImage image, DamageWarnings warnings) {}

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
