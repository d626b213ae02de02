package drolt.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks to a board by hand: what clients of the JDK would mend on the way must arrive as it is. */
@Timeout(60)
class BoardTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private Path runs;
    private Board board;
    private int port;

    @BeforeEach
    void start() throws Exception {
        runs = Files.createDirectory(folder.resolve("runs"));
        RunFolders.metrics(RunFolders.begun(runs, "one", ""), 2);
        RunFolders.begun(runs, "a b&c", ", \"batchSize\": 4");
        RunFolders.begun(folder, "outside", "");
        board = Board.start(new BoardOptions(runs, "127.0.0.1", 0, null));
        port = URI.create(board.address()).getPort();
    }

    @AfterEach
    void stop() {
        board.close();
    }

    /** Status line, headers and body. */
    private String ask(String method, String target, String... headers) throws IOException {
        return ask(port, method, target, headers);
    }

    private static String ask(int port, String method, String target, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            boolean ownHost = List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"));
            String request = method + " " + target + " HTTP/1.1\r\n"
                    + (ownHost ? "Host: 127.0.0.1:" + port + "\r\n" : "")
                    + "Connection: close\r\n"
                    + String.join(
                            "", List.of(headers).stream().map(h -> h + "\r\n").toList())
                    + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    @Test
    void thePageItsFilesAndTheListAreServedUnderAStrictPolicy() throws Exception {
        for (String target :
                List.of("/", "/board.js", "/charts.js", "/board.css", "/icon.svg", "/echarts.js", "/api/runs")) {
            String answer = ask("GET", target);
            assertThat(status(answer)).as(target).isEqualTo(200);
            assertThat(answer)
                    .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store")
                    .doesNotContain("unsafe-");
        }
        assertThat(ask("GET", "/api/runs"))
                .contains("\"name\":\"one\"", "\"name\":\"a b&c\"")
                .doesNotContain("outside");
        assertThat(ask("GET", "/"))
                .doesNotContain("style=")
                .doesNotContain("onclick")
                .doesNotContain("<script>");
    }

    @Test
    void curvesAndDifferenceOfRunsWithAwkwardNames() throws Exception {
        assertThat(ask("GET", "/api/runs/one/curves")).contains("\"epoch\":2.0").contains("\"skipped\":0");
        assertThat(ask("GET", "/api/runs/a%20b%26c/curves")).contains("\"epochs\":[]");
        assertThat(ask("GET", "/api/difference?first=one&second=a%20b%26c"))
                .contains("[{\"key\":\"stages.a.batchSize\",\"first\":null,\"second\":\"4\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/../outside/run.json",
                "/runs/%2e%2e/report.html",
                "/runs/..%2foutside/report.html",
                "/runs/%2e%2e%2foutside/report.html",
                "/runs/%252e%252e/report.html",
                "/runs/..%5coutside/report.html",
                "/runs/one%00/report.html",
                "/runs/./report.html",
                "/runs//etc/passwd",
                "/api/runs/../../outside/curves",
                "/api/runs/%2e%2e/curves",
                "/api/runs/..%2foutside/curves",
                "/api/difference?first=../outside&second=one",
                "/api/difference?first=..%2foutside&second=one",
                "/api/difference?first=one&second=" + "%2fetc",
                "/../pom.xml",
                "/..;/pom.xml",
                "/%2e%2e/pom.xml",
                "/board.js/../../x",
                "/package-info.class",
                "/nothing"
            })
    void noPathLeadsOutOfTheFolder(String target) throws Exception {
        String answer = ask("GET", target);
        assertThat(status(answer)).as(answer).isIn(400, 404);
        assertThat(answer).doesNotContain("fingerprint").doesNotContain("root:");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: evil.example| GET| 421",
                "Host: evil.example:80| GET| 421",
                "Host: 127.0.0.1.evil.example| GET| 421",
                "Origin: http://evil.example| GET| 403",
                "Origin: null| GET| 403",
                "Sec-Fetch-Site: cross-site| GET| 403",
                "X: y| POST| 405",
                "X: y| PUT| 405",
                "X: y| DELETE| 405",
                "X: y| HEAD| 405",
                "X: y| OPTIONS| 405",
                "X: y| PATCH| 405",
                "X: y| TRACE| 405"
            })
    void foreignPagesAndOtherMethodsAreRefused(String header, String method, int expected) throws Exception {
        for (String target : List.of("/api/runs", "/", "/events", "/nothing")) {
            String answer = ask(method, target, header);
            assertThat(status(answer)).as(target).isEqualTo(expected);
            assertThat(answer).doesNotContain("\"runs\"");
        }
    }

    @Test
    void ownNamesAndTheOwnOriginAreLetIn() throws Exception {
        for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "LOCALHOST:" + port)) {
            assertThat(status(ask("GET", "/api/runs", "Host: " + host, "Origin: http://" + host)))
                    .as(host)
                    .isEqualTo(200);
        }
        assertThat(status(ask("GET", "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")))
                .as("a link on another page")
                .isEqualTo(200);
    }

    @Test
    void anOversizedQueryIsRefused() throws Exception {
        assertThat(status(ask("GET", "/api/runs?x=" + "a".repeat(2000)))).isEqualTo(414);
        assertThat(status(ask("GET", "/api/runs?x=" + "a".repeat(100_000)))).isEqualTo(414);
        assertThat(status(ask("GET", "/api/runs?x=" + "a".repeat(500)))).isEqualTo(200);
    }

    @Test
    void aReportIsServedInASandboxAndNeverThroughALink() throws Exception {
        assertThat(status(ask("GET", "/runs/one/report.html"))).isEqualTo(404);
        Files.writeString(runs.resolve("one/report.html"), "<title>here</title>");
        assertThat(ask("GET", "/runs/one/report.html"))
                .contains(
                        "<title>here</title>", "Content-Security-Policy: sandbox allow-scripts", "default-src 'none'");
        Files.delete(runs.resolve("one/report.html"));
        Files.createSymbolicLink(runs.resolve("one/report.html"), folder.resolve("outside/run.json"));
        String answer = ask("GET", "/runs/one/report.html");
        assertThat(status(answer)).isEqualTo(404);
        assertThat(answer).doesNotContain("fingerprint");
    }

    @Test
    void aBrowserThatComesBackGetsWhatItMissed() throws Exception {
        String seen;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            BufferedReader events = listen(socket, "");
            seen = next(events, "id: ");
            assertThat(next(events, "data: ")).contains("\"all\":true", "\"name\":\"one\"");
            RunFolders.state(runs.resolve("one"), "TRAINING", Instant.now(), 4);
            assertThat(next(events, "data: "))
                    .contains("\"all\":false", "\"epoch\":4")
                    .doesNotContain("a b&c");
        }
        try (Socket socket = new Socket("127.0.0.1", port)) { // it never saw epoch 4
            assertThat(next(listen(socket, "Last-Event-ID: " + seen + "\r\n"), "data: "))
                    .contains("\"all\":false", "\"epoch\":4")
                    .doesNotContain("a b&c");
        }
    }

    private BufferedReader listen(Socket socket, String header) throws IOException {
        socket.getOutputStream()
                .write(("GET /events HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new AssertionError("the stream ended before " + beginning);
    }

    @Test
    void withATokenNothingIsShownWithoutIt() throws Exception {
        try (Board guarded = Board.start(new BoardOptions(runs, "127.0.0.1", 0, TOKEN))) {
            int at = URI.create(guarded.address()).getPort();
            for (String target : List.of("/", "/api/runs", "/events", "/board.js", "/?token=wrong")) {
                assertThat(status(ask(at, "GET", target))).as(target).isEqualTo(401);
            }
            assertThat(status(ask(at, "GET", "/api/runs", "Cookie: drolt-board=wrong")))
                    .isEqualTo(401);
            String opened = ask(at, "GET", "/?token=" + TOKEN);
            assertThat(status(opened)).isEqualTo(302);
            assertThat(opened).contains("Set-Cookie: drolt-board=" + TOKEN + "; Path=/; HttpOnly; SameSite=Strict");
            assertThat(status(ask(at, "GET", "/api/runs", "Cookie: drolt-board=" + TOKEN)))
                    .isEqualTo(200);
            assertThat(status(ask(at, "GET", "/api/runs", "Authorization: Bearer " + TOKEN)))
                    .isEqualTo(200);
        }
    }

    @Test
    void mistakesAreOneLineThatMendsThem() {
        assertThatThrownBy(() -> Board.start(new BoardOptions(runs, "127.0.0.1", port, null)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot listen on 127.0.0.1, port " + port
                        + ": it is in use or not this machine's; choose another --port (0 takes a free one)");
        assertThatThrownBy(() -> new BoardOptions(runs, "0.0.0.0", 0, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--address 0.0.0.0: others can reach this address; add --token");
        assertThatThrownBy(() -> new BoardOptions(runs, "127.0.0.1", 0, "short"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--token: must be 16 to 200");
        assertThatThrownBy(() -> new BoardOptions(runs, "127.0.0.1", 70_000, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--port 70000: must lie in 0..65535");
        assertThatThrownBy(() -> new BoardOptions(runs.resolve("no"), "127.0.0.1", 0, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void closingEndsWhoeverListens() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            BufferedReader events = listen(socket, "");
            next(events, "data: ");
            long began = System.nanoTime();
            board.close();
            while (events.readLine() != null) {
                // what was on its way
            }
            assertThat((System.nanoTime() - began) / 1e9).isLessThan(10);
        }
    }
}
