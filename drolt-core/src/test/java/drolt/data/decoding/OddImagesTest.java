package drolt.data.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.data.ImageSize;
import drolt.data.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they are found in folders. */
class OddImagesTest {
    @TempDir
    private Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Map<String, byte[]> whole() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String format : List.of("jpg", "png", "gif", "bmp", "tif")) {
            files.put("whole." + format, OddImages.photo(format));
        }
        files.put("progressive.jpg", OddImages.progressive());
        for (String name : List.of("cmyk.jpg", "lossy.webp", "lossless.webp", "transparent.webp", "palette.png")) {
            files.put(name, ImageDecoderTest.resource(name));
        }
        return files;
    }

    private static Map<String, byte[]> damaged() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] jpeg = OddImages.photo("jpg");
        byte[] png = OddImages.photo("png");
        byte[] gif = OddImages.photo("gif");
        files.put("zeros.jpg", OddImages.zeroed(jpeg));
        files.put("half.jpg", OddImages.mended(jpeg, 2));
        files.put("progressive-half.jpg", OddImages.mended(OddImages.progressive(), 2));
        files.put("zeros.png", OddImages.zeroed(png));
        files.put("half.png", OddImages.mended(png, 12));
        files.put("zeros.gif", OddImages.zeroed(gif));
        files.put("half.gif", OddImages.mended(gif, 1));
        byte[] flipped = png.clone();
        flipped[png.length - 30] ^= 1;
        files.put("bit.png", flipped);
        byte[] header = ImageDecoderTest.resource("palette.png");
        header[60] ^= 4; // in its palette: the pixels decode without a word
        files.put("palette.png", header);
        byte[] tiff = OddImages.photo("tif");
        files.put("half.tif", java.util.Arrays.copyOf(tiff, tiff.length / 2));
        byte[] webp = ImageDecoderTest.resource("lossless.webp");
        files.put(
                "half.webp",
                OddImages.withWebpChunk(java.util.Arrays.copyOf(webp, webp.length / 2), "XXXX", new byte[2]));
        return files;
    }

    @Test
    void decodingFindsDamageInEveryFormatAndNoneInWholeFiles() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, byte[]> whole : whole().entrySet()) {
            ImageDecoder.damage(file(whole.getKey(), whole.getValue()), new RgbImage())
                    .ifPresent(fault -> wrong.add(fault.text()));
        }
        for (Map.Entry<String, byte[]> damaged : damaged().entrySet()) {
            Path file = file("damaged-" + damaged.getKey(), damaged.getValue());
            if (ImageDecoder.damage(file, new RgbImage())
                    .filter(fault -> fault.text().startsWith(file + ": is a damaged image ("))
                    .isEmpty()) {
                wrong.add(damaged.getKey() + " passes");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void tiffIsReadAndTurnedUpright() throws IOException {
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
        image.setRGB(4, 0, 0xc80a14);
        Path file = file("photo.tif", OddImages.written(image, "tif"));
        RgbImage read = new RgbImage();
        ImageDecoder.read(file, read);
        assertThat(ImageDecoder.size(file)).isEqualTo(new ImageSize(3, 5));
        assertThat(new int[] {read.pixels()[12] & 0xff, read.pixels()[13] & 0xff, read.pixels()[14] & 0xff})
                .containsExactly(0xc8, 0x0a, 0x14);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orientationCountsInPngAndWebp(boolean png) throws IOException {
        byte[] bytes = png
                ? OddImages.withPngChunk(ImageDecoderTest.resource("palette.png"), "eXIf", OddImages.exif(6))
                : OddImages.withWebpChunk(ImageDecoderTest.resource("lossless.webp"), "EXIF", OddImages.exif(6));
        Path file = file("turned", bytes);
        assertThat(ImageDecoder.size(file)).isEqualTo(new ImageSize(12, 8)); // 8 x 12 as stored
        RgbImage image = new RgbImage();
        ImageDecoder.read(file, image);
        assertThat(image.height()).isEqualTo(12);
        assertThat(image.pixels()[0] & 0xff).as("the left half is above").isEqualTo(200);
        assertThat(image.pixels()[3 * 8 * 11] & 0xff).isEqualTo(20);
        assertThat(ImageDecoder.look(file).size()).isEqualTo(new ImageSize(12, 8));
    }

    @Test
    void ofAHugeImageOnlySomePixelsAreTaken() throws IOException {
        Path file = file("huge.png", OddImages.hugePng(5_001, 5_001));
        RgbImage image = new RgbImage();
        ImageDecoder.read(file, image);
        assertThat(ImageDecoder.size(file)).isEqualTo(new ImageSize(2_501, 2_501));
        assertThat(image.height()).isEqualTo(2_501);
        assertThat(image.width()).isEqualTo(2_501);
        assertThat(image.pixels()[3 * 2_500] & 0xff)
                .as("the last pixel of a row is the 5,001st")
                .isEqualTo(255);
        assertThat(image.pixels()[3 * 2_499] & 0xff).isZero();
        assertThat(ImageDecoder.look(file).anyFault()).isEmpty();
    }

    @Test
    void everyFormatIsReadInPart() throws IOException {
        for (Map.Entry<String, byte[]> file : whole().entrySet()) {
            RgbImage all = new RgbImage();
            RgbImage some = new RgbImage();
            ImageDecoder.decode(file.getValue(), file.getKey(), all);
            ImageDecoder.decode(file.getValue(), file.getKey(), some, all.length() / 3 - 1);
            assertThat(some.height()).as(file.getKey()).isEqualTo((all.height() + 1) / 2);
            assertThat(some.width()).as(file.getKey()).isEqualTo((all.width() + 1) / 2);
            assertThat(some.pixels()[3 * some.width()]).as(file.getKey()).isEqualTo(all.pixels()[2 * 3 * all.width()]);
        }
    }

    @Test
    void aPlainJpegHasThePixelsThatImageIosFirstReaderGives() throws IOException {
        for (byte[] jpeg : List.of(
                OddImages.photo("jpg"),
                OddImages.progressive(),
                OddImages.zeroed(OddImages.photo("jpg")),
                OddImages.zeroed(OddImages.progressive()),
                ImageDecoderTest.resource("grey.jpg"))) {
            assertThat(JpegHeader.of(jpeg).isPlain()).isTrue();
            RgbImage plain = new RgbImage();
            RgbImage guessed = new RgbImage();
            ImageDecoder.decode(jpeg, "plain", plain);
            ImageDecoder.decode(withComment(jpeg), "guessed", guessed);
            assertThat(plain.pixels()).isEqualTo(guessed.pixels());
        }
        assertThat(JpegHeader.of(ImageDecoderTest.resource("cmyk.jpg")).isPlain())
                .isFalse();
    }

    /** Of an unknown version the platform's reader warns first, and libjpeg tells of no more than one thing. */
    @Test
    void damageIsSeenInAJpegOfAnUnknownVersion() throws IOException {
        byte[] jpeg = OddImages.zeroed(OddImages.photo("jpg"));
        jpeg[11] = 73;
        assertThat(ImageDecoder.damage(file("version.jpg", jpeg), new RgbImage()))
                .isPresent();
    }

    /** The same picture with an empty APP2 segment, where a colour profile would stand: not plain any more. */
    private static byte[] withComment(byte[] jpeg) {
        int behind = 4 + (((jpeg[4] & 0xff) << 8) | (jpeg[5] & 0xff)); // the JFIF segment
        byte[] longer = java.util.Arrays.copyOf(jpeg, jpeg.length + 4);
        System.arraycopy(jpeg, behind, longer, behind + 4, jpeg.length - behind);
        System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xe2, 0, 2}, 0, longer, behind, 4);
        assertThat(JpegHeader.of(longer).isPlain()).isFalse();
        return longer;
    }

    @Test
    void onlyPlainJpegsAreAskedOfThePlatformsReader() throws IOException {
        byte[] jpeg = OddImages.photo("jpg");
        Module platform = javax.imageio.ImageIO.class.getModule();
        assertThat(ImageReaders.<Module>ask(
                        jpeg, ImageFormat.JPEG, reader -> reader.getClass().getModule()))
                .isEqualTo(platform);
        assertThat(ImageReaders.<Module>ask(
                        withComment(jpeg),
                        ImageFormat.JPEG,
                        reader -> reader.getClass().getModule()))
                .isNotEqualTo(platform);
        List<Module> asked = new ArrayList<>();
        String answer = ImageReaders.ask(jpeg, ImageFormat.JPEG, reader -> {
            asked.add(reader.getClass().getModule());
            if (asked.size() == 1) {
                throw new IOException("refused");
            }
            return "read";
        });
        assertThat(answer).isEqualTo("read");
        assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooLargeShowsBeforeItIsDecoded() throws IOException {
        Path file = file("huge.png", OddImages.hugePng(50_000, 1));
        byte[] bytes = Files.readAllBytes(file);
        bytes[22] = (byte) 0xc3; // 50,000 rows
        bytes[23] = 0x50;
        file("huge.png", bytes);
        assertThat(ImageDecoder.look(file).anyFault())
                .hasValue(file + ": is too large: 50000 x 50000 pixels, and 100 million are the most");
        assertThatThrownBy(() -> ImageDecoder.read(file, new RgbImage()))
                .hasMessage(
                        file + ": is too large: 50000 x 50000 pixels, and 100 million are the most; scale it down or"
                                + " take it out of the data set");
    }

    @Test
    void aFormatThatIsNotReadIsNamed() throws IOException {
        byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ImageDecoder.look(file("photo.jpg", heic)).anyFault())
                .hasValue(folder.resolve("photo.jpg") + ": is a HEIC image, which is not read");
        assertThat(ImageDecoder.unreadFormat("a.HEIC")).hasValue("HEIC");
        assertThat(ImageDecoder.unreadFormat("a.txt")).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no /dev/zero")
    void whatIsNoFileIsNotRead() {
        assertThatThrownBy(() -> ImageDecoder.read(Path.of("/dev/zero"), new RgbImage()))
                .isInstanceOf(UnusableImageException.class)
                .hasMessage("/dev/zero: is a device or a pipe, not a file; name an image");
        assertThatThrownBy(() -> ImageDecoder.read(folder, new RgbImage()))
                .hasMessage(folder + ": is a folder, not a file; name an image");
    }
}
