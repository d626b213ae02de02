package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunsListCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int list(Path runs, String... options) {
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> arguments = new ArrayList<>(List.of("runs", "list", runs.toString()));
        arguments.addAll(List.of(options));
        return Main.run(console, arguments.toArray(String[]::new));
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
    void otherProgramsReadItAsJson() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.writeString(folder.resolve("a/run.json"), "{}");
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/run.json"), "{}");
        Files.writeString(folder.resolve("b/result.json"), "{}");
        assertThat(list(folder, "--json")).isZero();
        JsonNode runs = new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).get("run").stringValue())
                .isEqualTo(folder.resolve("a").toString());
        assertThat(runs.get(0).get("state").stringValue()).isEqualTo("not finished");
        assertThat(runs.get(1).get("state").stringValue()).isEqualTo("damaged");
        assertThat(runs.get(1).get("arms")).isEmpty();
    }

    @Test
    void noRunsAreAnEmptyList() {
        assertThat(list(folder, "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[]\n");
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
