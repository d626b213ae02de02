package drolt.data.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and folders that fail for good: one clear line, nothing half-written. */
@Timeout(60)
class DownloadFailureTest {
    @TempDir
    Path folder;

    private byte[] content = new byte[0];

    @BeforeEach
    void makeArchive() throws IOException {
        content = TestArchives.good(1);
    }

    @Test
    void serverThatNeverAnswersIsGivenUp() throws IOException {
        try (RawServer server = new RawServer((request, out) -> Thread.sleep(30_000))) {
            Downloader impatient = Downloads.downloader(2, Duration.ofMillis(300));
            Downloads.assertFails(impatient, describe(server, null), folder, "no answer for 0.3 s");
            assertThat(server.requests()).hasSize(2);
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereIsOneLine() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Archive archive = TestArchives.describe(content, URI.create("http://127.0.0.1:" + port + "/a.tar.gz"), null);
        Downloads.assertFails(Downloads.downloader(2), archive, folder, "ConnectException");
        assertThat(Downloads.names(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1000, 1000})
    void answerOfAnotherSizeIsRefusedBeforeItIsRead(int difference) throws IOException {
        try (RawServer server = new RawServer(
                (request, out) -> RawServer.head(out, "200 OK", "Content-Length: " + (content.length + difference)))) {
            assertFails(
                    server,
                    3,
                    (long) content.length,
                    "the server offers " + (content.length + difference) + " bytes, the archive has " + content.length);
            assertThat(server.requests()).hasSize(1);
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void endlessAnswerIsStopped() throws IOException {
        RawServer.Answer endless = (request, out) -> {
            RawServer.head(out, "200 OK");
            for (int i = 0; i < 10_000; i++) {
                out.write(new byte[10_000]);
            }
        };
        try (RawServer server = new RawServer(endless)) {
            assertFails(server, 3, (long) content.length, "sends more than " + content.length + " bytes");
            assertFails(server, 3, null, "sends more than 1000000 bytes"); // the most that may be unpacked
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void answer404IsFinal() throws IOException {
        try (RawServer server = new RawServer((request, out) -> RawServer.head(out, "404 Not Found"))) {
            assertFails(server, 5, (long) content.length, "answered 404", "--data DIR");
            assertThat(server.requests()).hasSize(1);
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void answer500IsTriedAgainAndThenGivenUp() throws IOException {
        try (RawServer server = new RawServer((request, out) -> RawServer.head(out, "500 Oops", "Content-Length: 0"))) {
            assertFails(server, 3, (long) content.length, "answered 500");
            assertThat(server.requests()).hasSize(3);
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void wrongArchiveIsRefusedAndNotKept() throws IOException {
        byte[] wrong = content.clone();
        wrong[100_000] ^= 1;
        try (RawServer server = new RawServer(RawServer.whole(wrong, ""))) {
            assertFails(server, 3, (long) content.length, "does not have SHA-256", "try again later");
            assertThat(server.requests()).hasSize(1);
            assertThat(Downloads.names(folder)).isEmpty();
        }
    }

    @Test
    void twoDownloadsOfOneArchiveDoNotMeet() throws IOException {
        try (RawServer server = new RawServer(RawServer.whole(content, ""));
                PartialFile other = PartialFile.open(folder.resolve("tiny-binary.tar.gz.part"))) {
            other.restart(Optional.empty());
            assertFails(server, 1, (long) content.length, "another process is downloading this");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void dataFolderThatIsAFileIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        try (RawServer server = new RawServer(RawServer.whole(content, ""))) {
            Downloads.assertFails(Downloads.downloader(1), describe(server, null), file, "--data DIR");
        }
    }

    private void assertFails(RawServer server, int attempts, @Nullable Long size, String... parts) {
        Downloads.assertFails(Downloads.downloader(attempts), describe(server, size), folder, parts);
    }

    private Archive describe(RawServer server, @Nullable Long size) {
        return TestArchives.describe(content, server.uri(), size);
    }
}
