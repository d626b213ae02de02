package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsListCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int list(Path runs) {
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Main.run(console, "runs", "list", runs.toString());
    }

    private void refused(Path runs, String message) {
        assertThat(list(runs)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo("drolt: " + runs + message);
    }

    @Test
    void aFolderWithoutRunsIsNoMistake() {
        assertThat(list(folder)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("no runs in " + folder);
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        refused(folder.resolve("nope"), ": there is no such folder; name the one that holds the runs");
    }

    @Test
    void aFileIsRefused() throws IOException {
        refused(
                Files.writeString(folder.resolve("file"), ""),
                ": there is no such folder; name the one that holds the runs");
    }

    @Test
    void aRunIsNoFolderOfRuns() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{}");
        refused(folder, ": is itself a run; 'drolt runs show " + folder + "' shows it");
    }
}
