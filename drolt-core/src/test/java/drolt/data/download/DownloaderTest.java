package drolt.data.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloaderTest {
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

            Path target = Downloads.downloader(1).fetch(archive, data, (received, total) -> {
                assertThat(total).isEqualTo(content.length);
                progress.add(received);
            });
            Downloads.downloader(1).fetch(archive, data, (received, total) -> progress.add(-1L));

            assertThat(target).isEqualTo(data.resolve("tiny-binary"));
            assertThat(target.resolve("data.bin")).hasSize(300_000);
            assertThat(Downloads.names(data)).containsExactly("tiny-binary");
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
            assertThat(Downloads.names(folder)).containsExactly("tiny-binary");
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
            assertThat(Downloads.names(folder)).containsExactly("tiny-binary");
        }
    }

    @Test
    void whatCameIsKeptWhenAllAttemptsFail() throws IOException {
        try (RawServer server = new RawServer(RawServer.cutAfter(0, content, ETAG))) {
            Files.write(folder.resolve("tiny-binary.tar.gz.part"), Arrays.copyOf(content, 1000));

            assertFails(server, 3, (long) content.length, "1000 bytes are kept", "run the same command again");

            assertThat(server.requests()).hasSize(3);
            assertThat(Downloads.names(folder)).containsExactly("tiny-binary.tar.gz.part");
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
            Downloader impatient = Downloads.downloader(1, Duration.ofMillis(700));
            Downloads.assertFails(
                    impatient, describe(server, null), folder, "nothing came for 0.7 s", "100000 bytes are kept");
        }
        try (RawServer server = new RawServer(RawServer.whole(content, ETAG))) {
            fetch(server, 1, (long) content.length);
            assertThat(server.requests().get(0)).containsEntry("range", "bytes=100000-");
        }
    }

    @Test
    void passingAnswers500AreOutlived() throws IOException {
        RawServer.Answer broken = (request, out) -> RawServer.head(out, "500 Oops", "Content-Length: 0");
        try (RawServer server = new RawServer(broken, broken, RawServer.whole(content, ETAG))) {
            fetch(server, 3, (long) content.length);
            assertThat(server.requests()).hasSize(3);
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
            Downloads.downloader(1).fetch(TestArchives.describe(content, uri, null), folder, (received, total) -> {});
            assertThat(folder.resolve("tiny-binary/data.bin")).exists();
        } finally {
            server.stop(0);
        }
    }

    private void fetch(RawServer server, int attempts, @Nullable Long size) throws IOException {
        Path target = Downloads.downloader(attempts)
                .fetch(describe(server, size), folder, (received, total) -> progress.add(received));
        assertThat(target.resolve("data.bin")).hasSize(300_000);
        assertThat(Downloads.names(folder)).containsExactly("tiny-binary");
    }

    private void assertFails(RawServer server, int attempts, @Nullable Long size, String... parts) {
        Downloads.assertFails(Downloads.downloader(attempts), describe(server, size), folder, parts);
    }

    private Archive describe(RawServer server, @Nullable Long size) {
        return TestArchives.describe(content, server.uri(), size);
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
