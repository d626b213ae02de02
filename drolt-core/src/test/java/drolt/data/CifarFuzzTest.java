package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Whatever bytes stand in the files: a data set that holds all of them, or a {@link ConfigException}. */
class CifarFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheRecordParser(FuzzedDataProvider data) {
        CifarFormat format = data.consumeBoolean() ? CifarFormat.CIFAR10 : CifarFormat.CIFAR100;
        int records = data.consumeInt(0, 3);
        byte[] names = data.consumeBytes(2000);
        byte[] prefix = data.consumeRemainingAsBytes();
        // random bytes alone would hardly ever be whole records
        byte[] file = Arrays.copyOf(prefix, records == 0 ? prefix.length : records * format.recordBytes());
        try {
            assertThat(format.classNames(new CifarFiles.Content("names", names)))
                    .hasSize(format.classCount());
        } catch (ConfigException e) {
            requireOneLine(e);
        }
        try {
            List<String> classes = IntStream.range(0, format.classCount())
                    .mapToObj(Integer::toString)
                    .toList();
            CifarImages images = format.images(List.of(new CifarFiles.Content("train.bin", file)), classes);
            assertThat(images.size() * format.recordBytes()).isEqualTo(file.length);
            RgbImage image = new RgbImage();
            for (int index = 0; index < images.size(); index++) {
                images.read(index, image);
                if (images.label(index) >= images.classCount()) {
                    throw new AssertionError("label " + images.label(index));
                }
                assertThat(record(image, images.label(index)))
                        .isEqualTo(Arrays.copyOfRange(
                                file,
                                index * format.recordBytes() + format.labelBytes() - 1,
                                (index + 1) * format.recordBytes()));
            }
        } catch (ConfigException e) {
            requireOneLine(e);
        }
    }

    /** The fine label and the three planes. */
    private static byte[] record(RgbImage image, int label) {
        byte[] record = new byte[1 + image.length()];
        record[0] = (byte) label;
        for (int i = 0; i < image.length(); i++) {
            record[1 + i % 3 * CifarFormat.PLANE_BYTES + i / 3] = image.pixels()[i];
        }
        return record;
    }

    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheArchiveReader(byte[] data) throws Exception {
        byte[] archive = data;
        if (data.length > 0 && data[0] % 2 == 0) { // mutate a real archive: bytes 1.. are XORed into its tar
            archive = corrupted(data);
        }
        try {
            new CifarFiles(CifarFormat.CIFAR10).readArchive(new ByteArrayInputStream(archive), "fuzzed.tar.gz");
        } catch (ConfigException e) {
            requireOneLine(e);
        }
    }

    private static byte[] corrupted(byte[] data) throws Exception {
        byte[] tar;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(
                TinyCifar.archive("f", Map.of("test_batch.bin", new byte[] {1, 2, 3}))))) {
            tar = gzip.readAllBytes();
        }
        for (int at = 1; at < Math.min(data.length, tar.length); at++) {
            tar[at - 1] ^= data[at];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(tar);
        }
        return out.toByteArray();
    }

    private static void requireOneLine(ConfigException e) {
        if (String.valueOf(e.getMessage()).contains("\n")) {
            throw new AssertionError("more than one line: " + e.getMessage());
        }
    }
}
