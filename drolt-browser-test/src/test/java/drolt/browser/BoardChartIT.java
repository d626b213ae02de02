package drolt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import drolt.board.Board;
import drolt.board.BoardOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart of the board, of runs that are done: some were measured while they trained, one was not. */
class BoardChartIT {
    /** Texts of the chart and their boxes in pixels; the legend's page number is hidden while one page holds all. */
    private static final String TEXTS = """
            () => echarts.getInstanceByDom(document.querySelector('#chart')).getZr().storage.getDisplayList(true)
              .filter(one => one.type === 'tspan' || one.type === 'text').filter(one => one.style.text !== '1/1').map(one => {
                const box = one.getBoundingRect().clone(), turned = one.getComputedTransform();
                if (turned) box.applyTransform(turned);
                return { text: one.style.text, left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
              })""";

    @TempDir
    private static Path folder;

    private static Browsers browsers;
    private static Board board;

    private Page page;

    @BeforeAll
    static void start() throws IOException {
        browsers = Browsers.open();
        run("measured-one", true);
        run("measured-two", true);
        run("unmeasured", false);
        board = Board.start(new BoardOptions(folder, "127.0.0.1", 0, null));
    }

    @AfterAll
    static void close() {
        if (board != null) {
            board.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    private static void run(String name, boolean measured) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("run.json"), """
                {"formatVersion": 1, "recipe": "tiny", "fingerprint": "f", "seed": 3,
                 "configuration": {"version": 1, "dataset": {"kind": "embedded"}, "stages": {"a": {"epochs": 2}}},
                 "dataFingerprint": "d", "testFingerprint": "t", "environment": {"threads": 1}, "versions": {}}
                """);
        StringBuilder lines = new StringBuilder();
        for (int epoch = 1; epoch <= 5; epoch++) {
            lines.append("{\"stage\":\"a\",\"epoch\":" + epoch + ",\"loss\":" + 1.0 / epoch);
            if (measured) {
                lines.append(
                        ",\"validationAccuracy\":0.4,\"validationMany\":0.6,\"validationMed\":0.4,\"validationFew\":0.1");
            }
            lines.append(",\"seconds\":1}\n");
        }
        Files.writeString(run.resolve("metrics.jsonl"), lines);
    }

    @BeforeEach
    void open() {
        page = browsers.chromium().newPage();
        page.navigate(board.address());
        page.locator("#runs tbody tr").nth(2).waitFor();
        for (String name : List.of("measured-one", "measured-two", "unmeasured")) {
            page.getByLabel("draw " + name, new Page.GetByLabelOptions().setExact(true))
                    .setChecked(true);
        }
        page.waitForFunction(
                "() => document.querySelector('#chart').getAttribute('aria-label').includes('measured-two')");
    }

    private static List<String> words(List<?> texts) {
        return texts.stream()
                .map(text -> String.valueOf(((Map<?, ?>) text).get("text")))
                .toList();
    }

    @Test
    void colourMeansRunAndTheLegendNamesEachOnceAllFirst() {
        page.selectOption("#metric", "accuracy");
        List<?> series = (List<?>)
                page.evaluate("echarts.getInstanceByDom(document.querySelector('#chart')).getOption().series.map(one =>"
                        + " [one.name, one.shot, one.color, one.lineStyle.type.toString()])");
        assertThat(series).hasSize(8);
        List<List<?>> lines =
                series.stream().<List<?>>map(line -> (List<?>) line).toList();
        assertThat(lines.stream().map(line -> String.valueOf(line.get(1))))
                .containsExactly("all", "all", "many", "many", "medium", "medium", "few", "few");
        assertThat(lines.stream().map(line -> line.get(0) + " " + line.get(2)).distinct())
                .hasSize(2);
        assertThat(lines.stream().map(line -> line.get(1) + " " + line.get(3)).distinct())
                .hasSize(4);
        assertThat(words((List<?>) page.evaluate(TEXTS))).containsOnlyOnce("measured-one", "measured-two");
    }

    @Test
    void aRunThatWasNotMeasuredIsNamedWithTheReason() {
        page.selectOption("#metric", "accuracy");
        assertThat(page.locator("#curves-note").textContent())
                .contains("unmeasured has no validation split")
                .contains("dataset.validationShare")
                .doesNotContain("measured-one");
        page.selectOption("#metric", "loss");
        assertThat(page.locator("#curves-note").textContent()).isEqualTo("A colour is a run.");
    }

    @Test
    void accuracyIsOfferedWhereNothingWasMeasuredAndSaysWhyNothingIsDrawn() {
        page.getByLabel("draw measured-one", new Page.GetByLabelOptions().setExact(true))
                .setChecked(false);
        page.getByLabel("draw measured-two", new Page.GetByLabelOptions().setExact(true))
                .setChecked(false);
        page.waitForFunction("() => document.querySelector('#metric').options[0].value === 'loss'");
        assertThat(page.locator("#metric option").allTextContents()).containsExactly("loss", "accuracy by shot");
        page.selectOption("#metric", "accuracy");
        assertThat(page.locator("#curves-note").textContent()).startsWith("unmeasured has no validation split");
    }

    @Test
    void noTextOfTheChartLiesOnAnother() {
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 900);
            page.waitForFunction("width => document.documentElement.scrollWidth <= width", width);
            for (String metric : List.of("accuracy", "loss")) {
                page.selectOption("#metric", metric);
                List<?> texts = (List<?>) page.evaluate(TEXTS);
                assertThat(texts).hasSizeGreaterThan(6);
                assertThat(words(texts))
                        .contains(metric.equals("loss") ? "loss" : "accuracy by shot, %", "measured-one");
                assertThat(page.evaluate(
                                "texts => texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>"
                                        + " a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)"
                                        + ".map(b => a.text + ' on ' + b.text))",
                                texts))
                        .as(metric + " at " + width)
                        .isEqualTo(List.of());
            }
        }
    }
}
