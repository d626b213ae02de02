package drolt.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What tests of downloads share. */
final class Downloads {
    static final long MAX_UNPACKED_BYTES = 1_000_000;

    private Downloads() {}

    /** One that waits long for a slow machine, and hardly between attempts. */
    static Downloader downloader(int attempts) {
        return downloader(attempts, Duration.ofSeconds(20));
    }

    static Downloader downloader(int attempts, Duration stallTimeout) {
        return new Downloader(new DownloadSettings(stallTimeout, attempts, Duration.ofMillis(1), MAX_UNPACKED_BYTES));
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toFile().getName()).toList();
        }
    }

    /** A download ends in one line that holds the given parts. */
    static void assertFails(Downloader downloader, Archive archive, Path folder, String... parts) {
        assertThatThrownBy(() -> downloader.fetch(archive, folder, (received, total) -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("\n")
                .satisfies(failure -> assertThat(failure.getMessage()).contains(parts));
    }
}
