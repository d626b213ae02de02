package drolt.board;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.board.RunRow.ArmRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultArmsTest {
    @TempDir
    private Path folder;

    private ArmRow arm(String numbers) throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, "{\"selection\": \"LAST\", \"arms\": [{\"name\": \"CE\", " + numbers + "}]}");
        return ResultArms.read(PlainFile.find(file).orElseThrow()).arms().get(0);
    }

    @Test
    void classMeansTakeThePlaceOfWhatImagesSay() throws IOException {
        String overImages = "\"accuracy\": 0.9, \"many\": 0.95, \"med\": 0.5, \"few\": 0.125, \"ncm\": 0.8";
        assertThat(arm(overImages + ", \"confusion\": [], \"classMeans\": null"))
                .isEqualTo(new ArmRow("CE", 0.9, 0.95, 0.5, 0.125, 0.8, false));
        assertThat(arm(overImages + ", \"classMeans\": {\"accuracy\": 0.4, \"many\": 0.9, \"med\": null, \"few\": 0.25,"
                        + " \"ncm\": 0.3}, \"later\": 1"))
                .isEqualTo(new ArmRow("CE", 0.4, 0.9, null, 0.25, 0.3, true));
    }
}
