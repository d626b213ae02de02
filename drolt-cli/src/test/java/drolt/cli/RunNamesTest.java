package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNamesTest {
    @TempDir
    private Path base;

    private Path run(String path) throws IOException {
        Path folder = Files.createDirectories(base.resolve(path));
        Files.writeString(folder.resolve("run.json"), "{}");
        return folder;
    }

    private Path find(String given) {
        return RunNames.find(Path.of(given), base);
    }

    @Test
    void aNameIsLookedForHereAndThenInRuns() throws IOException {
        run("here");
        run("runs/birds");
        assertThat(find("here")).isEqualTo(Path.of("here"));
        assertThat(find("birds")).isEqualTo(Path.of("runs/birds"));
        assertThat(find("runs/birds")).isEqualTo(Path.of("runs/birds"));
    }

    @Test
    void aFolderThatIsNoRunDoesNotHideOneThatIs() throws IOException {
        run("runs/birds");
        Files.createDirectory(base.resolve("birds"));
        assertThat(find("birds")).isEqualTo(Path.of("runs/birds"));
        run("birds");
        assertThat(find("birds")).isEqualTo(Path.of("birds"));
        Files.createDirectory(base.resolve("images"));
        assertThat(find("images")).isEqualTo(Path.of("images"));
    }

    @Test
    void aSlipIsToldWithTheNameThatWasMeant() throws IOException {
        run("runs/birds");
        assertThatThrownBy(() -> find("brids"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("brids: there is no such run, here or in runs; did you mean 'birds'?");
        assertThatThrownBy(() -> find("zebra"))
                .hasMessage("zebra: there is no such run, here or in runs; 'drolt runs list' shows the runs");
    }
}
