package drolt.data.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.data.ImageSize;
import drolt.data.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that images.py wrote with Pillow, and JPEGs made here. */
class ImageDecoderTest {
    static byte[] resource(String name) throws IOException {
        try (InputStream file = ImageDecoderTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static RgbImage decode(byte[] bytes) {
        RgbImage image = new RgbImage();
        ImageDecoder.decode(bytes, "photo", image);
        return image;
    }

    private static int[] pixel(RgbImage image, int y, int x) {
        int at = 3 * (y * image.width() + x);
        return new int[] {image.pixels()[at] & 0xff, image.pixels()[at + 1] & 0xff, image.pixels()[at + 2] & 0xff};
    }

    /** Left and right halves, and by how much a lossy format may be off. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "progressive.jpg, 200 40 60, 20 90 180, 4",
        "cmyk.jpg, 200 40 60, 20 90 180, 6",
        "grey.jpg, 60 60 60, 180 180 180, 2",
        "lossy.webp, 200 40 60, 20 90 180, 4",
        "lossless.webp, 200 40 60, 20 90 180, 0",
        "transparent.webp, 200 40 60, 255 255 255, 0",
        "transparent.png, 200 40 60, 208 222 240, 0", // a fifth of the colour on white
        "grey-transparent.png, 60 60 60, 255 255 255, 0",
        "grey.png, 60 60 60, 180 180 180, 0",
        "bits.png, 0 0 0, 255 255 255, 0",
        "grey-16.png, 60 60 60, 180 180 180, 0",
        "palette.png, 200 40 60, 20 90 180, 0",
        "plain.gif, 200 40 60, 20 90 180, 0",
        "plain.bmp, 200 40 60, 20 90 180, 0"
    })
    void everyFormatBecomesTheSameColours(String name, String left, String right, int tolerance) throws IOException {
        RgbImage image = decode(resource(name));
        assertThat(image.height()).isEqualTo(8);
        assertThat(image.width()).isEqualTo(12);
        for (int y = 0; y < 8; y++) {
            assertColour(pixel(image, y, 1), left, tolerance);
            assertColour(pixel(image, y, 10), right, tolerance);
        }
    }

    private static void assertColour(int[] actual, String expected, int tolerance) {
        int[] values =
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int channel = 0; channel < 3; channel++) {
            assertThat(actual[channel]).as(Arrays.toString(actual)).isCloseTo(values[channel], within(tolerance));
        }
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setPixels(0, 0, 3, 1, new int[] {128, 129, 65535});
        RgbImage image = decode(written(grey, "png"));
        assertThat(pixel(image, 0, 0)).containsExactly(0, 0, 0); // 128 / 257 is below a half
        assertThat(pixel(image, 0, 1)).containsExactly(1, 1, 1);
        assertThat(pixel(image, 0, 2)).containsExactly(255, 255, 255);
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** Upper left white, upper right light grey, lower left dark grey, lower right black: 24 x 16 stored pixels. */
    private static byte[] fourCorners() throws IOException {
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                int value = (y < 8 ? 255 : 0) * 2 / 3 + (x < 12 ? 255 : 0) / 3;
                image.setRGB(x, y, value * 0x010101);
            }
        }
        return written(image, "jpg");
    }

    /** A JPEG with an EXIF segment that holds two entries, the second of which is the orientation. */
    private static byte[] withOrientation(byte[] jpeg, int orientation, boolean littleEndian) {
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + 8 + 2 + 24 + 4);
        segment.put(new byte[] {(byte) 0xff, (byte) 0xe1});
        segment.putShort((short) (segment.capacity() - 2));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        segment.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        segment.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        segment.putShort((short) 42).putInt(8).putShort((short) 2);
        segment.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(24);
        segment.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        byte[] result = new byte[jpeg.length + segment.capacity()];
        System.arraycopy(jpeg, 0, result, 0, 2);
        System.arraycopy(segment.array(), 0, result, 2, segment.capacity());
        System.arraycopy(jpeg, 2, result, 2 + segment.capacity(), jpeg.length - 2);
        return result;
    }

    /** Corners as the camera saw them, W(hite), L(ight), D(ark), B(lack), by rows; EXIF 2.3, 4.6.4, tag 274. */
    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({
        "1, WLDB", "2, LWBD", "3, BDLW", "4, DBWL", "5, WDLB", "6, DWBL", "7, BLDW", "8, LBWD", "0, WLDB", "9, WLDB"
    })
    void aJpegIsTurnedUpright(int orientation, String corners) throws IOException {
        for (boolean littleEndian : new boolean[] {true, false}) {
            RgbImage image = decode(withOrientation(fourCorners(), orientation, littleEndian));
            boolean turned = orientation >= 5 && orientation <= 8;
            assertThat(image.height()).isEqualTo(turned ? 24 : 16);
            assertThat(image.width()).isEqualTo(turned ? 16 : 24);
            int bottom = image.height() - 1;
            int right = image.width() - 1;
            String actual = corner(image, 0, 0)
                    + corner(image, 0, right)
                    + corner(image, bottom, 0)
                    + corner(image, bottom, right);
            assertThat(actual).isEqualTo(corners);
        }
    }

    /** White 255, light 170, dark 85, black 0. */
    private static String corner(RgbImage image, int y, int x) {
        return "BDLW".substring((pixel(image, y, x)[0] + 42) / 85).substring(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "progressive.jpg", "grey.png", "palette.png", "lossy.webp", "plain.bmp"})
    void whatIsCutShortIsDamaged(String name) throws IOException {
        byte[] whole = resource(name);
        for (int length : new int[] {whole.length - 4, whole.length / 2, 13}) {
            if (length == whole.length - 4 && name.endsWith(".png")) {
                continue; // the end chunk's checksum, after all pixels
            }
            assertThatThrownBy(() -> decode(Arrays.copyOf(whole, length)))
                    .as(length + " of " + whole.length + " bytes")
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("photo: is a damaged image (")
                    .hasMessageEndingWith("); replace it or take it out of the data set")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void whatIsNoImageIsToldSo(@TempDir Path folder) throws IOException {
        for (String content : List.of("<html>", "BX")) {
            assertThatThrownBy(() -> decode(content.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("photo: is no JPEG, PNG, WebP, BMP, GIF or TIFF image");
        }
        assertThatThrownBy(() -> ImageDecoder.read(folder.resolve("gone.jpg"), new RgbImage()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("gone.jpg")
                        + ": cannot be read (it does not exist); mend it or take it out of the data set");
        assertThatThrownBy(() -> decode(new byte[0]))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("photo: is empty; ");
    }

    private static final String[] EVERY_FORMAT = {
        "progressive.jpg",
        "cmyk.jpg",
        "lossy.webp",
        "lossless.webp",
        "palette.png",
        "grey-16.png",
        "plain.gif",
        "plain.bmp"
    };

    @Test
    void theTwoEndsOfAWholeImageShowNoFaultWhateverLiesBehindIt(@TempDir Path folder) throws IOException {
        for (String name : EVERY_FORMAT) {
            byte[] whole = resource(name);
            Path file = Files.write(folder.resolve(name), whole);
            assertThat(ImageDecoder.look(file).anyFault()).as(name).isEmpty();
            Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
            assertThat(ImageDecoder.look(file).anyFault())
                    .as(name + " and more")
                    .isEmpty();
        }
    }

    @Test
    void theTwoEndsShowWhatIsCutShortEmptyForeignOrAbsent(@TempDir Path folder) throws IOException {
        for (String name : EVERY_FORMAT) {
            byte[] whole = resource(name);
            Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));
            assertThat(ImageDecoder.look(file).anyFault())
                    .as(name)
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .startsWith(file + ": is a damaged image (")
                            .endsWith(")")
                            .doesNotContain("\n"));
            Files.write(file, new byte[0]);
            assertThat(ImageDecoder.look(file).anyFault()).hasValue(file + ": is empty");
        }
        Path text = Files.writeString(folder.resolve("text.jpg"), "<html>");
        assertThat(ImageDecoder.look(text).anyFault())
                .hasValue(text + ": is no JPEG, PNG, WebP, BMP, GIF or TIFF image, whatever its name says");
        assertThat(ImageDecoder.look(folder.resolve("gone.jpg")).anyFault())
                .hasValue(folder.resolve("gone.jpg") + ": cannot be read (it does not exist)");
    }

    /** Else tens of thousands of them could not be looked at in seconds. */
    @Test
    void aWholeImageIsNotDecodedToLookForFaults(@TempDir Path folder) throws IOException {
        byte[] png = resource("grey.png");
        Arrays.fill(png, 41, png.length - 12, (byte) 7); // all behind the header and the name of the first IDAT
        Path file = Files.write(folder.resolve("grey.png"), png);
        assertThat(ImageDecoder.look(file).anyFault()).isEmpty();
        assertThatThrownBy(() -> ImageDecoder.read(file, new RgbImage())).isInstanceOf(UnusableImageException.class);
    }

    @Test
    void theSizeIsThatOfTheUprightImage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("image");
        for (String name : EVERY_FORMAT) {
            Files.write(file, resource(name));
            assertThat(ImageDecoder.size(file)).as(name).isEqualTo(new ImageSize(8, 12));
        }
        Files.write(file, withOrientation(fourCorners(), 6, true));
        assertThat(ImageDecoder.size(file)).isEqualTo(new ImageSize(24, 16));
    }

    @Test
    void anImageOfTooManyPixelsIsRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] png = resource("grey.png");
        Arrays.fill(png, 17, 20, (byte) 1); // 65,793 pixels in a row
        png[22] = (byte) 0xff; // 65,288 rows
        assertThatThrownBy(() -> decode(png))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "photo: is too large: 65793 x 65288 pixels, and 100 million are the most; scale it down or take"
                                + " it out of the data set");
    }

    @Test
    void severalThreadsReadTheSame() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of("progressive.jpg", "cmyk.jpg", "lossy.webp", "transparent.png", "palette.png")) {
            files.add(resource(name));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<byte[]>> readAll = () -> {
                List<byte[]> images = new ArrayList<>();
                for (int round = 0; round < 10; round++) {
                    for (byte[] file : files) {
                        RgbImage image = decode(file);
                        images.add(Arrays.copyOf(image.pixels(), image.length()));
                    }
                }
                return images;
            };
            List<byte[]> expected = readAll.call();
            for (Future<List<byte[]>> future : threads.invokeAll(Collections.nCopies(4, readAll))) {
                assertThat(future.get()).usingElementComparator(Arrays::compare).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void namesOfImagesEndLikeThis() {
        assertThat(List.of("a.JPEG", "b.jpg", "c.x.PnG", "d.webp", ".gif", "e.TIFF"))
                .allMatch(ImageDecoder::isImageName);
        assertThat(List.of("jpg", "a.jpg.txt", "a.heic", "")).noneMatch(ImageDecoder::isImageName);
        assertThat(ImageDecoder.endings()).isEqualTo("jpg, jpeg, png, webp, bmp, gif, tif, tiff");
    }
}
