package drolt.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class RecordFilesTest {
    private static final Numbers NUMBERS = new Numbers("a, \"b\" } sha256", 3, List.of(0.1 + 0.2, 1e-300));

    @TempDir
    private Path folder;

    record Numbers(String name, int count, List<Double> values) {
        Numbers {
            Objects.requireNonNull(name, "name");
            values = List.copyOf(Objects.requireNonNull(values, "values"));
            if (count < 0) {
                throw new InvalidValueException("count", count, "must be at least 0");
            }
        }
    }

    private static RecordFiles files(boolean indented) {
        JsonMapper mapper = indented
                ? JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                : new JsonMapper();
        return new RecordFiles(mapper, "take it away");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noByteCanBeChangedUnseen(boolean indented) throws IOException {
        Path file = folder.resolve("numbers.json");
        files(indented).write(file, NUMBERS);
        assertThat(files(indented).read(file, Numbers.class)).isEqualTo(NUMBERS);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << bit);
                if (new String(damaged, StandardCharsets.UTF_8).isBlank() || isSpace(bytes[i]) && isSpace(damaged[i])) {
                    continue; // other white space says the same
                }
                Files.write(file, damaged);
                assertThatThrownBy(() -> files(indented).read(file, Numbers.class))
                        .as("bit " + bit + " of byte " + i)
                        .isInstanceOf(ConfigException.class)
                        .hasMessageStartingWith(file + ": ")
                        .hasMessageEndingWith("take it away");
            }
        }
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    @Test
    void aRecordOfAVersionWithoutDigestsIsRead() throws IOException {
        Path file = folder.resolve("numbers.json");
        Files.writeString(file, "{\"name\": \"n\", \"count\": 2, \"values\": []}");
        assertThat(files(true).read(file, Numbers.class)).isEqualTo(new Numbers("n", 2, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "3",
                "{}",
                "{\"name\": null, \"count\": 1, \"values\": []}",
                "{\"name\": \"n\", \"values\": []}",
                "{\"name\": \"n\", \"count\": null, \"values\": []}",
                "{\"name\": \"n\", \"count\": -1, \"values\": []}",
                "{\"name\": \"n\", \"count\": 1, \"values\": [null]}",
                "{\"name\": \"n\", \"count\": 1, \"count\": 1, \"values\": []}",
                "{\"name\": \"n\", \"count\": 1, \"values\": [], \"more\": 1}",
                "{\"name\": \"n\", \"count\": 1, \"values\": []} and more",
                "{\"name\": \"n\", \"count\": 1, \"values\": [], \"sha256\": \"abc\"}",
            })
    void whatIsNoRecordIsRefusedInOneLine(String text) throws IOException {
        Path file = folder.resolve("numbers.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> files(false).read(file, Numbers.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": is damaged or of another version of drolt (")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMessageSaysWhereTheFaultIs() throws IOException {
        Path file = folder.resolve("numbers.json");
        Files.writeString(file, "{\"name\": \"n\", \"count\": -1, \"values\": []}");
        assertThatThrownBy(() -> files(false).read(file, Numbers.class))
                .hasMessageContaining("(count -1 must be at least 0)");
    }
}
