package drolt.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.configuration.ConfigException;
import drolt.configuration.Garbage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageTrialsTest {
    @TempDir
    private Path folder;

    @Test
    void aGarbageTrialCountsAsNoneAndAReadableOneCanBeRanked() throws IOException {
        Path file = folder.resolve("trial.json");
        new TrialRecord(3, 1, 0.25, Map.of("stages.a.loss.lambda", "0.5"), 0.31, "f").write(file);
        String sample = Files.readString(file);
        Garbage garbage = new Garbage(5);
        for (int i = 0; i < 200; i++) {
            Files.write(file, garbage.of(sample));
            TrialRecord.read(file)
                    .ifPresent(read ->
                            new TuningFolder(folder).writeLogs(read.values().keySet(), List.of(read)));
        }
    }

    @Test
    void aGarbageClaimIsOneLine() throws IOException {
        TuningFolder tuning = new TuningFolder(folder);
        Path file = folder.resolve("tuning.json");
        tuning.claim("content", "identity");
        tuning.claim("content", "identity");
        String sample = Files.readString(file);
        Garbage garbage = new Garbage(6);
        for (int i = 0; i < 100; i++) {
            Files.write(file, garbage.of(sample));
            try {
                tuning.claim("content", "identity");
            } catch (ConfigException e) {
                Garbage.requireReadable(String.valueOf(e.getMessage()));
                assertThat(e).hasMessageContaining(folder.toString());
            }
        }
    }
}
