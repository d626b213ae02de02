package drolt.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloaderTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final String ETAG = "\"v1\"";

    @TempDir
    Path folder;

    private byte[] content = new byte[0];
    private final List<Long> progress = new ArrayList<>();

    @BeforeEach
    void makeArchive() throws IOException {
        content = TestArchives.good(1);
    }

    @Test
    void archiveIsFetchedOnceCheckedAndUnpacked() throws IOException {
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG))) {
            Path data = folder.resolve("deep/data");
            Archive archive = TestArchives.describe(content, server.uri(), (long) content.length);

            Path target = downloader(1).fetch(archive, data, (received, total) -> {
                assertThat(total).isEqualTo(content.length);
                progress.add(received);
            });
            downloader(1).fetch(archive, data, (received, total) -> progress.add(-1L));

            assertThat(target).isEqualTo(data.resolve("tiny-binary"));
            assertThat(target.resolve("data.bin")).hasSize(300_000);
            assertThat(names(data)).containsExactly("tiny-binary");
            assertThat(progress).isSorted().startsWith(0L).endsWith((long) content.length);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void truncatedTransferGoesOnWhereItStopped() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        try (RawServer server = new RawServer(
                RawServer.cutAfter(100_000, content, ETAG),
                RawServer.cutAfter(50_000, content, ETAG),
                (request, out) -> RawServer.whole(content, ETAG).write(request, counting(out, sent)))) {
            fetch(server, 2, (long) content.length);

            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(0)).doesNotContainKey("range");
            assertThat(server.requests().get(1)).containsEntry("if-range", ETAG);
            // the client may lose what came just before the break, but never asks twice for what it wrote
            int from = Integer.parseInt(
                    server.requests().get(2).getOrDefault("range", "").replaceAll("\\D", ""));
            assertThat(from).isBetween(100_001, 150_000);
            assertThat(sent.get()).isBetween(content.length - from, content.length - from + 500);
            assertThat(names(folder)).containsExactly("tiny-binary");
        }
    }

    @Test
    void nextProcessFetchesOnlyTheMissingBytes() throws IOException {
        Path part = folder.resolve("tiny-binary.tar.gz.part");
        Files.write(part, Arrays.copyOf(content, 200_000));
        Files.writeString(folder.resolve("tiny-binary.tar.gz.part.version"), ETAG);
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG))) {
            fetch(server, 1, (long) content.length);

            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0))
                    .containsEntry("range", "bytes=200000-")
                    .containsEntry("if-range", ETAG);
            assertThat(progress).startsWith(200_000L).endsWith((long) content.length);
            assertThat(names(folder)).containsExactly("tiny-binary");
        }
    }

    @Test
    void whatCameIsKeptWhenAllAttemptsFail() throws IOException {
        try (RawServer server = new RawServer(RawServer.cutAfter(0, content, ETAG))) {
            Files.write(folder.resolve("tiny-binary.tar.gz.part"), Arrays.copyOf(content, 1000));

            assertFails(server, 3, (long) content.length, "1000 bytes are kept", "run the same command again");

            assertThat(server.requests()).hasSize(3);
            assertThat(names(folder)).containsExactly("tiny-binary.tar.gz.part");
        }
    }

    @Test
    void newVersionOnTheServerIsFetchedWhole() throws IOException {
        byte[] old = TestArchives.good(2);
        try (RawServer server =
                new RawServer(RawServer.cutAfter(100_000, old, "\"v0\""), RawServer.whole(content, ETAG))) {
            fetch(server, 2, null);
        }
    }

    @Test
    void oldBeginningWithoutAMarkIsFoundByTheChecksum() throws IOException {
        Files.write(folder.resolve("tiny-binary.tar.gz.part"), Arrays.copyOf(TestArchives.good(2), 100_000));
        try (RawServer server = new RawServer(RawServer.whole(content, ""))) {
            fetch(server, 1, (long) content.length);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).doesNotContainKey("range");
        }
    }

    @Test
    void serverWithoutRangesIsAskedForAllAgain() throws IOException {
        RawServer.Answer ignoresRanges = (request, out) -> {
            request.remove("range");
            RawServer.whole(content, "").write(request, out);
        };
        try (RawServer server = new RawServer(RawServer.cutAfter(100_000, content, ""), ignoresRanges)) {
            fetch(server, 2, (long) content.length);
            assertThat(progress).endsWith((long) content.length);
        }
    }

    @Test
    void completePartOfUnknownSizeIsRecognised() throws IOException {
        Files.write(folder.resolve("tiny-binary.tar.gz.part"), content);
        try (RawServer server = new RawServer((request, out) ->
                RawServer.head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + content.length))) {
            fetch(server, 1, null);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void partLongerThanTheArchiveIsThrownAway() throws IOException {
        Files.write(folder.resolve("tiny-binary.tar.gz.part"), Arrays.copyOf(content, content.length + 7));
        try (RawServer server = new RawServer(
                (request, out) ->
                        RawServer.head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + content.length),
                RawServer.whole(content, ETAG))) {
            fetch(server, 2, (long) content.length);
        }
    }

    @Test
    void stalledTransferIsGivenUpAndGoesOn() throws IOException {
        RawServer.Answer stalls = (request, out) -> {
            RawServer.cutAfter(request.containsKey("range") ? 0 : 100_000, content, ETAG)
                    .write(request, out);
            Thread.sleep(30_000);
        };
        try (RawServer server = new RawServer(stalls)) {
            Downloader impatient = downloader(1, Duration.ofMillis(700));
            assertThatThrownBy(() -> impatient.fetch(describe(server, null), folder, (received, total) -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("nothing came for 0.7 s")
                    .hasMessageContaining("100000 bytes are kept")
                    .hasMessageNotContaining("\n");
        }
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG))) {
            fetch(server, 1, (long) content.length);
            assertThat(server.requests().get(0)).containsEntry("range", "bytes=100000-");
        }
    }

    @Test
    void serverThatNeverAnswersIsGivenUp() throws IOException {
        try (RawServer server = new RawServer((request, out) -> Thread.sleep(30_000))) {
            Downloader impatient = downloader(2, Duration.ofMillis(300));
            assertThatThrownBy(() -> impatient.fetch(describe(server, null), folder, (received, total) -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no answer for 0.3 s")
                    .hasMessageNotContaining("\n");
            assertThat(server.requests()).hasSize(2);
            assertThat(names(folder)).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereIsOneLine() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Archive archive = TestArchives.describe(content, URI.create("http://127.0.0.1:" + port + "/a.tar.gz"), null);
        assertThatThrownBy(() -> downloader(2).fetch(archive, folder, (received, total) -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ConnectException")
                .hasMessageNotContaining("\n");
        assertThat(names(folder)).isEmpty();
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
            assertThat(names(folder)).isEmpty();
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
            assertThat(names(folder)).isEmpty();
        }
    }

    @Test
    void answer404IsFinal() throws IOException {
        try (RawServer server = new RawServer((request, out) -> RawServer.head(out, "404 Not Found"))) {
            assertFails(server, 5, (long) content.length, "answered 404", "--data DIR");
            assertThat(server.requests()).hasSize(1);
            assertThat(names(folder)).isEmpty();
        }
    }

    @Test
    void answer500IsTriedAgain() throws IOException {
        RawServer.Answer broken = (request, out) -> RawServer.head(out, "500 Oops", "Content-Length: 0");
        try (RawServer server = new RawServer(broken, broken, RawServer.whole(content, ETAG))) {
            fetch(server, 3, (long) content.length);
            assertThat(server.requests()).hasSize(3);
        }
        try (RawServer server = new RawServer(broken)) {
            Path other = folder.resolve("other");
            assertThatThrownBy(() -> downloader(3).fetch(describe(server, null), other, (received, total) -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("answered 500")
                    .hasMessageNotContaining("\n");
            assertThat(server.requests()).hasSize(3);
            assertThat(names(other)).isEmpty();
        }
    }

    @Test
    void wrongArchiveIsRefusedAndNotKept() throws IOException {
        byte[] wrong = content.clone();
        wrong[100_000] ^= 1;
        try (RawServer server = new RawServer(RawServer.whole(wrong, ETAG))) {
            assertFails(server, 3, (long) content.length, "does not have SHA-256", "try again later");
            assertThat(server.requests()).hasSize(1);
            assertThat(names(folder)).isEmpty();
        }
    }

    @Test
    void ordinaryServerWithRedirectIsFollowed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/old", exchange -> {
            exchange.getResponseHeaders().add("Location", "/new.tar.gz");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/new.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content);
            }
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/old");
            downloader(1).fetch(TestArchives.describe(content, uri, null), folder, (received, total) -> {});
            assertThat(folder.resolve("tiny-binary/data.bin")).exists();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void twoDownloadsOfOneArchiveDoNotMeet() throws IOException {
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG));
                PartialFile other = PartialFile.open(folder.resolve("tiny-binary.tar.gz.part"))) {
            other.restart(Optional.empty());
            assertFails(server, 1, (long) content.length, "another process is downloading this");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void dataFolderThatIsAFileIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG))) {
            assertThatThrownBy(() -> downloader(1).fetch(describe(server, null), file, (received, total) -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("--data DIR");
        }
    }

    private void fetch(RawServer server, int attempts, @Nullable Long size) throws IOException {
        Path target =
                downloader(attempts).fetch(describe(server, size), folder, (received, total) -> progress.add(received));
        assertThat(target.resolve("data.bin")).hasSize(300_000);
        assertThat(names(folder)).containsExactly("tiny-binary");
    }

    private void assertFails(RawServer server, int attempts, @Nullable Long size, String... parts) {
        assertThatThrownBy(() -> downloader(attempts).fetch(describe(server, size), folder, (received, total) -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("\n")
                .satisfies(failure -> assertThat(failure.getMessage()).contains(parts));
    }

    private Archive describe(RawServer server, @Nullable Long size) {
        return TestArchives.describe(content, server.uri(), size);
    }

    private static Downloader downloader(int attempts) {
        return downloader(attempts, PATIENT);
    }

    private static Downloader downloader(int attempts, Duration stallTimeout) {
        return new Downloader(new DownloadSettings(stallTimeout, attempts, Duration.ofMillis(1), 1_000_000));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toFile().getName()).toList();
        }
    }

    private static OutputStream counting(OutputStream out, AtomicInteger count) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.write(value);
                count.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                count.addAndGet(length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }
}
