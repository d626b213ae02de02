package drolt.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchFileFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void onlyAConfigExceptionLeaves(byte[] content) throws IOException {
        Path file = Files.createTempFile("fuzz", ".pth");
        try {
            readOrRefuse(file, content);
        } finally {
            Files.delete(file);
        }
        try {
            new PickleReader(new ByteArrayInputStream(content)).read();
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    /** The same law where no fuzzer runs: good files, altered at random. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"zip, 1", "zip, 2", "zip, 3", "stream, 1", "stream, 2", "stream, 3"})
    void anAlteredFileIsReadOrRefused(String form, long seed) throws IOException {
        byte[] good;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("pytorch-" + form + ".pth"))) {
            good = in.readAllBytes();
        }
        Random random = new Random(seed);
        Path file = Files.createTempFile("altered", ".pth");
        try {
            for (int i = 0; i < 300; i++) {
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
        try (WeightsFile file = WeightsFile.open(path)) {
            for (StoredTensor tensor : file.tensors()) {
                assertThat(tensor.data().remaining()).isLessThanOrEqualTo(content.length);
            }
        } catch (ConfigException e) {
            assertThat(e.getMessage()).matches("[^\\n\\r\\u0085\\u2028\\u2029]*");
        }
    }
}
