package drolt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, opened from disk with the network off. */
class ReportIT {
    private static final int CLASSES = 24;
    private static final int PHONE = 360;

    @TempDir
    private static Path folder;

    private static Browsers browsers;
    private static Path report;

    private final List<String> problems = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void makeReport() throws IOException {
        browsers = Browsers.open();
        report = ReportFixture.trained(folder);
    }

    @AfterAll
    static void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @BeforeEach
    void open() {
        context = browsers.chromium().newContext();
        context.setOffline(true);
        openPage();
    }

    private void openPage() {
        page = context.newPage();
        page.onConsoleMessage(message -> problems.add(message.type() + ": " + message.text()));
        page.onPageError(problems::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("data:") && !request.url().startsWith("file:" + "//" + folder)) {
                problems.add("request of " + request.url());
            }
        });
        page.navigate(report.toUri().toString());
    }

    @AfterEach
    void nothingWentWrongAndNothingWasRequested() {
        context.close();
        assertThat(problems).isEmpty();
    }

    private List<Double> column(int index) {
        return page.locator("#class-table tbody tr td:nth-child(" + index + ")").allTextContents().stream()
                .map(Double::valueOf)
                .toList();
    }

    private Locator heading(String name) {
        return page.locator("#class-table th button", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void everyChartIsDrawnAndEveryClassIsThere() {
        for (String chart : List.of("rank", "confusion", "embedding", "curve", "radius", "calibration")) {
            assertThat(page.locator("#" + chart + "-chart canvas").count())
                    .as(chart)
                    .isEqualTo(1);
            assertThat(page.locator("#" + chart + "-chart").getAttribute("aria-label"))
                    .as(chart)
                    .isNotBlank();
        }
        assertThat(page.locator("#class-table tbody tr").count()).isEqualTo(CLASSES);
        assertThat(page.locator("#headline tbody tr").count()).isEqualTo(2);
        assertThat(page.locator("#weak li").count()).isEqualTo(10);
        assertThat(page.locator(".note").count()).isZero();
    }

    @Test
    void aHeadingSortsAndSaysSo() {
        assertThat(column(2)).isSortedAccordingTo(Comparator.reverseOrder());
        heading("accuracy").click();
        assertThat(column(4)).hasSize(CLASSES).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(page.locator("#class-table thead th:nth-child(4)").getAttribute("aria-sort"))
                .isEqualTo("descending");
        heading("accuracy").click();
        assertThat(column(4)).isSorted();
        assertThat(page.locator("#class-table thead th:nth-child(4)").getAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(page.locator("#class-table thead th:nth-child(2)").getAttribute("aria-sort"))
                .isEqualTo("none");
    }

    @Test
    void theSearchFindsNamesAndShots() {
        String name = page.locator("#class-table tbody th").nth(3).textContent();
        page.fill("#search", name);
        assertThat(page.locator("#class-table tbody th").allTextContents())
                .contains(name)
                .allMatch(found -> found.contains(name));
        page.fill("#search", "few");
        assertThat(page.locator("#class-table tbody td:nth-child(3)").allTextContents())
                .isNotEmpty()
                .containsOnly("few");
        page.fill("#search", "no such class");
        assertThat(page.locator("#class-table tbody tr").count()).isZero();
    }

    private void hover(String chart, String point) {
        page.locator(chart).scrollIntoViewIfNeeded();
        Object found = page.evaluate(
                "([chart, point]) => {"
                        + " const host = document.querySelector(chart), drawn = echarts.getInstanceByDom(host);"
                        + " const box = host.getBoundingClientRect();"
                        + " const at = drawn.convertToPixel({ seriesIndex: 0 }, eval(point));"
                        + " return [box.x + at[0], box.y + at[1]]; }",
                List.of(chart, point));
        List<?> at = (List<?>) found;
        page.mouse().move(((Number) at.get(0)).doubleValue() - 1, ((Number) at.get(1)).doubleValue());
        page.mouse().move(((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue());
    }

    @Test
    void hoveringShowsTheClassAndAClickChoosesIt() {
        hover("#rank-chart", "[1, 100 * data.arms[0].recall[data.ranks[0]]]");
        String name = page.locator("#class-table tbody th").first().textContent();
        page.locator("#rank-chart >> text=" + name).waitFor();

        page.mouse().down();
        page.mouse().up();
        assertThat(page.locator("#chosen h3").textContent()).isEqualTo(name);
        assertThat(page.locator("#chosen .thumb").count()).isEqualTo(6);
        assertThat(page.locator("#class-table tr.chosen th").textContent()).isEqualTo(name);
    }

    @Test
    void hoveringOverTheEmbeddingShowsTheImage() {
        hover("#embedding-chart", "drawn.getOption().series[0].data[0].value");

        page.locator("#embedding-chart .thumb").waitFor();
    }

    @Test
    void anotherArmIsShownWhereItIsChosen() {
        String before = page.locator("#class-table tbody").textContent();
        String weak = page.locator("#weak").textContent();
        int shown = Integer.parseInt(page.locator("#arm").inputValue());
        page.selectOption("#arm", String.valueOf(1 - shown));

        assertThat(page.locator("#class-table tbody").textContent()).isNotEqualTo(before);
        assertThat(page.locator("#weak").textContent()).isNotEqualTo(weak);
    }

    @Test
    void bothThemesHaveContrast() {
        page.locator("#class-table tbody button").first().click();
        assertThat(Contrast.tooLittle(page)).isEmpty();
        Object light = page.evaluate("getComputedStyle(document.body).backgroundColor");
        page.click("#theme");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(light);
        assertThat(Contrast.tooLittle(page)).isEmpty();
        page.click("#theme");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(light);
    }

    @Test
    void theSystemsThemeIsTheFirst() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.reload();
        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    }

    @Test
    void aPhoneNeedsNoScrollingSideways() {
        page.setViewportSize(PHONE, 740);
        page.reload();
        page.locator("#class-table tbody button").first().click();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
    }

    @Test
    void itPrintsInLightColoursAndIsAsBeforeThen() {
        page.click("#theme");
        page.evaluate(
                "addEventListener('beforeprint', () => { window.printed = document.documentElement.dataset.theme; })");
        assertThat(page.pdf()).hasSizeGreaterThan(10_000);
        assertThat(page.evaluate("window.printed")).isEqualTo("light");
        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    }

    @Test
    void theKeyboardReachesTheHeadings() {
        page.locator("#search").focus();
        for (int i = 0; i < 8 && !onHeading(); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(onHeading()).isTrue();
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");
        assertThat(page.locator("#class-table thead th:nth-child(1)").getAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(page.locator("#class-table tbody th").allTextContents())
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    private boolean onHeading() {
        return (boolean) page.evaluate("!!document.activeElement.closest('#class-table thead')");
    }

    private String download(String button) throws IOException {
        Download saved = page.waitForDownload(() -> page.getByLabel(button).click());
        Path file = folder.resolve(saved.suggestedFilename());
        saved.saveAs(file);
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyChartIsSavedAsNumbersAndAsAPicture() throws IOException {
        for (String chart : List.of("rank", "confusion", "embedding", "curve", "radius", "calibration")) {
            page.close(); // Chromium asks before it saves an eleventh file of one page
            openPage();
            List<String> lines = download("CSV of " + chart).lines().toList();
            assertThat(lines).as(chart).hasSizeGreaterThan(3);
            assertThat(lines.stream()
                            .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1).length)
                            .distinct())
                    .as(chart)
                    .hasSize(1);
            assertThat(download("PNG of " + chart))
                    .as(chart)
                    .startsWith("\u0089PNG")
                    .hasSizeGreaterThan(5000);
        }
        assertThat(folder.resolve("small-rank.csv")).isNotEmptyFile();
        List<String> classes = download("CSV of classes").lines().toList();
        assertThat(classes).hasSize(1 + CLASSES);
        assertThat(classes.get(0)).startsWith("class,images,shot,accuracy,precision,radius,");
    }

    @Test
    void aFieldOfANumbersFileHoldsWhateverAClassIsCalled() {
        assertThat(page.evaluate("csv([['a,b', 'say \"x\"', ' c', null, 0.5]])"))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\" c\",,0.5\n");
    }

    @Test
    void theLongTailStandsBelowTheRanksWithItsBands() {
        Object found = page.evaluate(
                "(() => { const drawn = echarts.getInstanceByDom(document.querySelector('#rank-chart'));"
                        + " const option = drawn.getOption();"
                        + " const bars = option.series.find(one => one.name === 'training images');"
                        + " const left = band => drawn.convertToPixel({ xAxisIndex: 1, yAxisIndex: 1 }, [band, 0]);"
                        + " return [bars.data.map(bar => bar.value[1]), bars.markArea.data.map(band => band[0].name),"
                        + "   bars.markArea.data.flatMap(band => [band[0].xAxis, band[1].xAxis]),"
                        + "   drawn.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [1, 0])[1]"
                        + "     < drawn.convertToPixel({ xAxisIndex: 1, yAxisIndex: 1 }, [1, bars.data[0].value[1]])[1],"
                        + "   drawn.convertToPixel({ xAxisIndex: 0 }, 3) === drawn.convertToPixel({ xAxisIndex: 1 }, 3)]; })()");
        List<?> parts = (List<?>) found;
        assertThat((List<?>) parts.get(0)).hasSize(CLASSES).first().isEqualTo(20);
        assertThat(parts.get(1)).isEqualTo(List.of("many", "medium", "few"));
        List<?> edges = (List<?>) parts.get(2);
        assertThat(edges.get(0)).isEqualTo(0.5);
        assertThat(edges.get(5)).isEqualTo(CLASSES + 0.5);
        assertThat(edges.get(1)).as("bands touch").isEqualTo(edges.get(2));
        assertThat(parts.get(3)).as("below").isEqualTo(true);
        assertThat(parts.get(4)).as("ranks stand above each other").isEqualTo(true);
        assertThat(page.locator("#rank-text").textContent()).contains("mean over 5 neighbouring classes (smoothed)");
    }

    @Test
    void stagesFollowOneAnotherUnderReadableNames() {
        page.selectOption("#arm", "1");
        page.selectOption("#measure", "crossEntropy");
        assertThat(page.locator("#curve-text").textContent()).contains("pretrain, features, classifier");
        assertThat(page.locator("#measure option").allTextContents())
                .contains("loss", "cross-entropy", "learning rate", "mean radius, few")
                .noneMatch(name -> name.matches(".*[a-z][A-Z].*"));
        assertThat(page.evaluate("inWords('validationFew') + '; ' + withUnit('validationAccuracy')"))
                .isEqualTo("validation accuracy of few; validation accuracy, %");
        assertThat(page.evaluate("course(arm(), 'crossEntropy').points.filter(point => point.stage)"
                        + ".map(point => point.value[0] + point.stage)"))
                .isEqualTo(List.of(
                        "1pretrain",
                        "2pretrain",
                        "3pretrain",
                        "4pretrain",
                        "5features",
                        "6features",
                        "7features",
                        "8classifier",
                        "9classifier"));
    }

    @Test
    void aSmallConfusionMapNamesItsClassesAndPairsAndLossesAreListed() {
        assertThat(page.evaluate("confusionOption().yAxis.data"))
                .isEqualTo(page.evaluate("data.ranks.map(label => named(label).length > 14"
                        + " ? named(label).slice(0, 13) + '\u2026' : named(label))"));
        assertThat(page.locator("#pairs tr").count()).isBetween(5, 20);
        assertThat(page.locator("#losses tr").count()).isEqualTo(20);
        assertThat(page.locator("#losses .thumb").count()).isEqualTo(20);
        assertThat(page.locator("#losses th").first().textContent()).startsWith("test image ");
        String text = page.locator("#losses-text").textContent();
        page.selectOption(
                "#arm", String.valueOf(1 - Integer.parseInt(page.locator("#arm").inputValue())));
        assertThat(page.locator("#losses-text").textContent())
                .isNotEqualTo(text)
                .contains("the largest loss first");
        page.locator("#pairs button").first().click();
        assertThat(page.locator("#chosen").isVisible()).isTrue();
    }

    @Test
    void calibrationIsDrawnByShot() {
        assertThat(page.evaluate("calibrationOption().series.map(one => one.name)"))
                .isEqualTo(List.of("all", "agreement", "many", "medium", "few"));
        assertThat(page.locator("#calibration-text").textContent())
                .matches(
                        "Expected calibration error: all [\\d.]+ %, many [\\d.]+ %, medium [\\d.]+ %, few [\\d.]+ %.*");
    }

    private boolean isSeen(String selector) {
        return (boolean) page.evaluate(
                "([selector, width]) => { const box = document.querySelector(selector).getBoundingClientRect();"
                        + " return box.left >= 0 && box.right <= width; }",
                List.of(selector, PHONE));
    }

    @Test
    void onAPhoneAccuracyAndPicturesOfAClassComeFirst() {
        page.setViewportSize(PHONE, 740);
        assertThat(page.locator("#class-table thead th").allTextContents())
                .startsWith("class", "accuracy", "examples", "images");
        assertThat(isSeen("#class-table tbody td:nth-child(2)")).isTrue();
        assertThat(page.evaluate("[...document.querySelectorAll('#class-table .thumb')].filter(one =>"
                        + " one.getBoundingClientRect().right > innerWidth).length"))
                .as("pictures that are cut")
                .isEqualTo(0);
        assertThat(isSeen("#headline tbody tr td:nth-child(5)"))
                .as("accuracy of few")
                .isTrue();
        page.locator("#class-table tbody button").first().click();
        assertThat(page.evaluate("document.querySelector('#chosen .thumb').getBoundingClientRect().top"
                        + " < document.querySelector('#chosen .muted:not(span)').getBoundingClientRect().top"))
                .isEqualTo(true);

        page.setViewportSize(1280, 800);
        assertThat(page.locator("#class-table thead th").allTextContents()).startsWith("class", "images", "shot");
    }

    @Test
    void paperHasNoButtonsAndNoHeadingAlone() {
        page.locator("#class-table tbody button").first().click();
        page.setViewportSize(720, 1000); // a sheet's width
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.evaluate("[...document.querySelectorAll('button, select, input')].filter(one =>"
                        + " one.offsetParent !== null && getComputedStyle(one).borderTopWidth !== '0px')"
                        + ".map(one => one.textContent || one.id)"))
                .isEqualTo(List.of());
        assertThat(page.evaluate("[...document.querySelectorAll('h2')].filter(one =>"
                        + " getComputedStyle(one).breakAfter !== 'avoid' || one.parentElement.offsetHeight < 2 * one.offsetHeight)"
                        + ".map(one => one.textContent)"))
                .isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("fits the sheet")
                .isEqualTo(720);
        assertThat(page.evaluate("rankOption().dataZoom[1].show")).isEqualTo(false);
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(page.evaluate("rankOption().dataZoom[1].show")).isEqualTo(true);
    }

    @Test
    void withoutImagesAndWithManyClassesThePageStaysUsable() throws IOException {
        page.navigate(ReportFixture.manyClasses(folder, 1200).toUri().toString());

        assertThat(page.locator(".note").allTextContents()).hasSize(1);
        assertThat(page.locator(".thumb").count()).isZero();
        assertThat(page.locator("#class-table tbody tr").count()).isEqualTo(25);
        assertThat(page.locator("#page-text").textContent()).isEqualTo("1200 classes, page 1 of 48");
        page.click("#next");
        assertThat(page.locator("#page-text").textContent()).isEqualTo("1200 classes, page 2 of 48");
        page.fill("#search", "class 1199");
        assertThat(page.locator("#class-table tbody tr").count()).isEqualTo(1);
        page.locator("#class-table tbody button").click();
        assertThat(page.locator("#chosen").isVisible()).isTrue();
        Map<?, ?> confusion = (Map<?, ?>) page.evaluate("arm().confusion");
        assertThat(confusion.get("groups")).isEqualTo(100);
    }
}
