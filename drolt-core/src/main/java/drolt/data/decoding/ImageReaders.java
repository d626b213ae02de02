package drolt.data.decoding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Chooses who reads a file. A plain JPEG goes to the platform's own reader; TwelveMonkeys' reader, which ImageIO names
 * first, hands such files to the same reader after work of its own and gives the same pixels. All else, and what the
 * platform's reader refuses, goes to the reader that ImageIO names first.
 */
final class ImageReaders {
    private ImageReaders() {}

    /** What is asked of a reader; may be asked of a second one when the first fails. */
    interface Question<T> {
        T ask(ImageReader reader) throws IOException;
    }

    static <T> T ask(byte[] bytes, ImageFormat format, Question<T> question) throws IOException {
        if (format == ImageFormat.JPEG && JpegHeader.of(bytes).isPlain()) {
            Optional<ImageReader> platform = platformReader();
            if (platform.isPresent()) {
                try {
                    return ask(platform.get(), bytes, question);
                } catch (UnusableImageException e) {
                    throw e;
                } catch (IOException | RuntimeException e) { // the reader below goes on after more
                    return ask(firstReader(format), bytes, question);
                }
            }
        }
        return ask(firstReader(format), bytes, question);
    }

    private static <T> T ask(ImageReader reader, byte[] bytes, Question<T> question) throws IOException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            return question.ask(reader);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader firstReader(ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IOException("this Java has no reader of " + format.name());
        }
        return readers.next();
    }

    private static Optional<ImageReader> platformReader() throws IOException {
        Iterator<ImageReaderSpi> providers = IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, ImageReaders::isPlatformJpeg, true);
        return providers.hasNext() ? Optional.of(providers.next().createReaderInstance()) : Optional.empty();
    }

    private static boolean isPlatformJpeg(Object provider) {
        return provider.getClass().getModule().equals(ImageIO.class.getModule())
                && Arrays.asList(((ImageReaderSpi) provider).getFormatNames()).contains(ImageFormat.JPEG.name());
    }
}
