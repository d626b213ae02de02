package drolt.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.TinyCifar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are what their checksum says, and yet must not be unpacked. */
class UnpackingTest {
    @TempDir
    Path outer;

    /** One bad archive: what it holds besides a good file, and what the message must say. */
    record Bad(String what, TestArchives.Entries entries, String expected) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> badArchives() {
        String inside = TestArchives.FOLDER + "/";
        return Stream.of(
                new Bad("climbing", tar -> TestArchives.file(tar, "../evil", 1), "'../evil' would lie outside"),
                new Bad(
                        "climbing later",
                        tar -> TestArchives.file(tar, inside + "../../evil", 1),
                        "would lie outside the folder"),
                new Bad(
                        "climbing folder",
                        tar -> TestArchives.file(tar, "../evil/", 0),
                        "would lie outside the folder"),
                new Bad("absolute", tar -> TestArchives.file(tar, "/tmp-evil", 1), "'/tmp-evil' would lie outside"),
                new Bad("Windows", tar -> TestArchives.file(tar, "..\\evil", 1), "would lie outside the folder"),
                new Bad("drive", tar -> TestArchives.file(tar, "C:evil", 1), "would lie outside the folder"),
                new Bad(
                        "symbolic link",
                        tar -> TestArchives.link(tar, inside + "evil", TarConstants.LF_SYMLINK, "/etc"),
                        "evil' is a link or a device"),
                new Bad(
                        "hard link",
                        tar -> TestArchives.link(tar, inside + "evil", TarConstants.LF_LINK, "/etc/passwd"),
                        "evil' is a link or a device"),
                new Bad(
                        "pipe",
                        tar -> TestArchives.link(tar, inside + "evil", TarConstants.LF_FIFO, ""),
                        "evil' is a link or a device"),
                new Bad("twice", tar -> TestArchives.file(tar, inside + "first.bin", 1), "first.bin twice"),
                new Bad(
                        "bomb",
                        tar -> {
                            TestArchives.file(tar, inside + "a", 600_000);
                            TestArchives.file(tar, inside + "b", 600_000);
                        },
                        "unpacks to more than 1000000 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArchives")
    void harmfulArchiveIsRefusedAndNothingStays(Bad bad) throws IOException {
        assertRefused(TestArchives.of(bad.entries()), bad.expected());
    }

    @Test
    void archiveOfAnotherFolderIsRefused() throws IOException {
        byte[] other = TinyCifar.archive("other", Map.of("a", new byte[10]));
        assertRefused(other, "holds no folder " + TestArchives.FOLDER);
    }

    @Test
    void damagedArchiveIsRefused() throws IOException {
        byte[] good = TestArchives.good(1);
        assertRefused(Arrays.copyOf(good, good.length / 2), "damaged");
        assertRefused(TestArchives.text("<html>"), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "a/../data", "./data"})
    void dataFolderMayBeWrittenInAnyWay(String path) throws IOException {
        Files.createDirectories(outer.resolve("a"));
        byte[] good = TestArchives.good(1);
        try (RawServer server = new RawServer(RawServer.whole(good, ""))) {
            Archive archive = TestArchives.describe(good, server.uri(), null);
            assertThat(Downloads.downloader(1).fetch(archive, outer.resolve(path), (received, total) -> {}))
                    .isDirectory();
        }
        assertThat(outer.resolve("data/" + TestArchives.FOLDER + "/data.bin")).hasSize(300_000);
    }

    @Test
    void leftoversOfAKilledProcessDoNotDisturb() throws IOException {
        Path stale = outer.resolve("data/." + TestArchives.FOLDER + ".unpacking/" + TestArchives.FOLDER);
        Files.createDirectories(stale);
        Files.writeString(stale.resolve("data.bin"), "half");
        byte[] good = TestArchives.good(1);
        try (RawServer server = new RawServer(RawServer.whole(good, ""))) {
            Downloads.downloader(1)
                    .fetch(
                            TestArchives.describe(good, server.uri(), null),
                            outer.resolve("data"),
                            (received, total) -> {});
        }
        assertThat(outer.resolve("data").toFile().list()).containsExactly(TestArchives.FOLDER);
    }

    private void assertRefused(byte[] content, String expected) throws IOException {
        try (RawServer server = new RawServer(RawServer.whole(content, ""))) {
            Archive archive = TestArchives.describe(content, server.uri(), null);
            assertThatThrownBy(() ->
                            Downloads.downloader(1).fetch(archive, outer.resolve("data"), (received, total) -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(server.uri().toString())
                    .hasMessageContaining(expected)
                    .hasMessageNotContaining("\n");
        }
        assertThat(outer.toFile().list()).containsExactly("data");
        assertThat(outer.resolve("data").toFile().list()).isEmpty();
    }
}
