package drolt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import drolt.board.Board;
import drolt.board.BoardOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board in a real browser while a real training runs, is killed, and goes on. */
class BoardIT {
    private static final double TIMEOUT_MILLIS = 240_000;
    private static final int SMALL_WIDTH = 360;
    private static final String RECIPE = """
            version: 1
            dataset: {kind: embedded, imagesOfLargestClass: 14, imbalanceFactor: 4, testImagesPerClass: 2,
                      validationShare: 0.2, shots: {manyAbove: 9, fewBelow: 5}}
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 300, batchSize: 32}
              classifier: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32}
            arms: {cross-entropy: pretrain, cRT: classifier}
            """;

    @TempDir
    private Path folder;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void showsATrainingThatIsKilledAndGoesOn() throws Exception {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        Files.writeString(runs.resolve("notes.txt"), "not a run");
        Process training = train(runs);
        try (Browsers browsers = Browsers.open();
                Page page =
                        browsers.chromium().newPage(new Browser.NewPageOptions().setColorScheme(ColorScheme.LIGHT))) {
            page.setDefaultTimeout(TIMEOUT_MILLIS);
            page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
            page.onPageError(complaints::add);
            int port;
            int before;
            try (Board board = Board.start(new BoardOptions(runs, "127.0.0.1", 0, null))) {
                String address = board.address();
                port = URI.create(address).getPort();
                page.onRequest(request -> {
                    if (!request.url().startsWith(address)) {
                        complaints.add("asked for " + request.url());
                    }
                });
                page.navigate(address);
                awaitText(page, "td.state", "training");
                before = awaitEpochAfter(page, 2);
                assertThat(page.locator("#problems").textContent())
                        .contains("notes.txt: is not a run's folder; skipped");
                assertThat(page.locator("#chart").getAttribute("aria-label")).contains("live · few");
                training.destroyForcibly().waitFor();
                awaitText(page, "td.state", "broken off");
                training = train(runs);
                awaitText(page, "td.state", "training");
                before = awaitEpochAfter(page, before);
                themeAndWidth(page);
                assertThat(complaints).isEmpty();
            }
            awaitText(page, "#connection", "connection lost");
            complaints.clear(); // the browser itself tells of connections that were refused
            try (Board again = Board.start(new BoardOptions(runs, "127.0.0.1", port, null))) {
                awaitText(page, "#connection", "live");
                awaitEpochAfter(page, before);
                page.fill("#filter", "nothing like it");
                assertThat(page.locator("#runs tbody tr").count()).isZero();
                page.fill("#filter", "live embedded");
                assertThat(page.locator("#runs tbody tr").count()).isEqualTo(1);
                assertThat(complaints)
                        .allMatch(line -> line.contains("ERR_CONNECTION") || line.contains("ERR_INCOMPLETE"));
            }
        } finally {
            training.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static void themeAndWidth(Page page) {
        String background = "getComputedStyle(document.body).backgroundColor";
        Object light = page.evaluate(background);
        page.selectOption("#theme", "dark");
        assertThat(page.evaluate(background)).isNotEqualTo(light);
        page.selectOption("#theme", "light");
        assertThat(page.evaluate(background)).isEqualTo(light);
        page.setViewportSize(SMALL_WIDTH, 740);
        page.waitForFunction("width => document.documentElement.scrollWidth <= width", SMALL_WIDTH); // once drawn anew
        page.setViewportSize(1280, 800);
        page.locator("th.run button").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("th.run").getAttribute("aria-sort")).isEqualTo("ascending");
    }

    private static void awaitText(Page page, String selector, String text) {
        page.waitForFunction(
                "([selector, text]) => [...document.querySelectorAll(selector)].some(found =>"
                        + " found.textContent.includes(text))",
                List.of(selector, text));
    }

    /** Waits until the page tells of a later epoch, and returns it. */
    private static int awaitEpochAfter(Page page, int epoch) {
        return ((Number) page.waitForFunction(
                                "before => { const line = document.querySelector('.epoch');"
                                        + " const now = line ? Number(line.textContent.split(' ')[1]) : 0;"
                                        + " return now > before ? now : false; }",
                                epoch)
                        .jsonValue())
                .intValue();
    }

    private Process train(Path runs) throws Exception {
        Path recipe = Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "drolt.cli.Main",
                "train",
                recipe.toString(),
                "--output",
                runs.resolve("live").toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("train.log").toFile())
                .start();
    }
}
