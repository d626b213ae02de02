package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DataFolder.Location;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    private static final Path HOME = Path.of("/home/ada");
    private static final Map<String, String> ALL = Map.of("DROLT_DATA", "/data", "XDG_CACHE_HOME", "/cache");

    @Test
    void theOptionComesBeforeTheVariable() {
        assertThat(DataFolder.locate(Path.of("/given/../there"), ALL, "Linux", HOME))
                .isEqualTo(new Location(Path.of("/there"), "--data"));
        assertThat(DataFolder.locate(null, ALL, "Linux", HOME)).isEqualTo(new Location(Path.of("/data"), "DROLT_DATA"));
    }

    @Test
    void theUsersCacheFolderComesLast() {
        assertThat(DataFolder.locate(null, Map.of("XDG_CACHE_HOME", "/cache"), "Linux", HOME)
                        .path())
                .isEqualTo(Path.of("/cache/drolt"));
        assertThat(DataFolder.locate(null, Map.of(), "Linux", HOME).path()).isEqualTo(HOME.resolve(".cache/drolt"));
        assertThat(DataFolder.locate(null, Map.of(), "Mac OS X", HOME).path())
                .isEqualTo(HOME.resolve("Library/Caches/drolt"));
    }

    @Test
    void emptyVariablesAndARelativeCacheFolderCountAsUnset() {
        assertThat(DataFolder.locate(null, Map.of("DROLT_DATA", "", "XDG_CACHE_HOME", "here"), "Linux", HOME)
                        .path())
                .isEqualTo(HOME.resolve(".cache/drolt"));
    }

    @Test
    void aRelativeFolderIsTheUsers() {
        assertThat(DataFolder.locate(Path.of("sets"), Map.of(), "Linux", HOME).path())
                .isEqualTo(Path.of("sets").toAbsolutePath());
    }
}
