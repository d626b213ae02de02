package drolt.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void onlyACorruptFileExceptionLeaves(byte[] content) throws IOException {
        Path file = Files.createTempFile("fuzz", ".safetensors");
        try {
            readOrRefuse(file, content);
            // with a right length in front, so that the header's parser is reached
            readOrRefuse(
                    file,
                    ByteBuffer.allocate(8 + content.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(content.length)
                            .put(content)
                            .array());
        } finally {
            Files.delete(file);
        }
    }

    /** The same law where no fuzzer runs: a good file, altered at random. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anAlteredFileIsReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = Files.createTempFile("altered", ".safetensors");
        StoredTensor a = StoredTensor.of("a", DataType.F32, new long[] {2, 3}, ByteBuffer.allocate(24));
        StoredTensor b = StoredTensor.of("b", DataType.I64, new long[] {}, ByteBuffer.allocate(8));
        try {
            SafetensorsFile.write(file, List.of(a, b), Map.of("key", "value"));
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < 400; i++) {
                byte[] altered = good.clone();
                for (int change = random.nextInt(3); change >= 0; change--) {
                    altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
                }
                readOrRefuse(file, altered);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void readOrRefuse(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            long total = 0;
            for (StoredTensor tensor : file.tensors()) {
                total += tensor.data().remaining();
            }
            assertThat(total).isLessThanOrEqualTo(content.length);
            requireSameOnceWritten(file, total, path);
        } catch (CorruptFileException e) {
            assertThat(e.getMessage()).matches("[^\\n\\r\\u0085\\u2028\\u2029]*");
        }
    }

    /** Its header alone: a file would have to be synced. */
    private static void requireSameOnceWritten(SafetensorsFile file, long total, Path path) {
        byte[] written =
                SafetensorsHeader.layOut(file.tensors(), file.metadata()).toBytes();
        SafetensorsHeader again;
        try {
            again = SafetensorsHeader.parse(written, total, path);
        } catch (CorruptFileException e) {
            throw new AssertionError("what was written is refused", e);
        }
        assertThat(again.metadata()).isEqualTo(file.metadata());
        assertThat(again.slices().stream()
                        .map(slice -> slice.name() + " " + slice.type() + " " + Arrays.toString(slice.shape())))
                .containsExactlyInAnyOrderElementsOf(
                        file.tensors().stream().map(StoredTensor::toString).toList());
    }
}
