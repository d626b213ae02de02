package drolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.analysis.ClassRanks;
import drolt.configuration.ConfigException;
import drolt.data.ShotLimits;
import drolt.evaluation.EvaluationReport;
import drolt.experiment.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a run whose data and models are not at hand. */
class ReportTest {
    private static final int MOST_BYTES = 5_000_000;
    private static final Pattern REFERENCE = Pattern.compile("<(link|img|script|iframe)\\b[^>]*\\b(src|href)=");

    @TempDir
    private Path folder;

    private Path run(String name, UnaryOperator<String> change) throws IOException {
        Path stored = Path.of("..", "results/cifar100-lt-if100-40-epochs/reference-rows-seed1/result.json");
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("result.json"), change.apply(Files.readString(stored)));
        return run;
    }

    private String page(String baseline, Path... runs) throws IOException {
        Path file = folder.resolve("report.html");
        ReportMaterial material = ReportMaterial.gather(List.of(runs), new RunOptions(folder, null, 1), null);
        Report.write(file, material, baseline.isEmpty() ? null : baseline);
        return Files.readString(file);
    }

    @Test
    void isOneSmallFileThatRefersToNothing() throws IOException {
        String page = page("", run("one", text -> text));

        assertThat(page.length()).isLessThan(MOST_BYTES);
        String own = page.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(REFERENCE.matcher(own).find()).isFalse();
        assertThat(own).contains("default-src 'none'").doesNotContain("url(http");
    }

    @Test
    void saysInOneLineWhatIsMissing() throws IOException {
        assertThat(page("", run("one", text -> text)).lines().filter(line -> line.startsWith("<p class=\"note\">")))
                .singleElement()
                .asString()
                .startsWith("<p class=\"note\">No example images and no embedding: ")
                .contains("(the model models/ce.safetensors is missing; the command that made the run makes it anew)");
    }

    @Test
    void namesAreText() throws IOException {
        String page = page(
                "",
                run(
                        "one",
                        text -> text.replace("\"apple\"", "\"</script><b>&\"")
                                .replace("\"recipe\" : \"", "\"recipe\" : \"<i>")));

        assertThat(page)
                .contains("\\u003c/script>\\u003cb>&")
                .doesNotContain("</script><b>")
                .doesNotContain("<h1><i>");
    }

    @Test
    void operationsAreTwiceTheMultiplyAdds() throws IOException {
        Path run = run("one", text -> text);
        ReportRun read = ReportMaterial.gather(List.of(run), new RunOptions(folder, null, 1), null)
                .runs()
                .get(0);
        RunFacts facts = RunFacts.of(read);

        RunFacts.StageLine first = facts.stages().get(0);
        assertThat(first.images()).isEqualTo("433,880"); // 40 epochs of 10,847 images
        double forward = 68_862_592.0; // multiply-adds of ResNet-32 on 32 x 32 pixels
        double expected = 433_880 * forward * 3 * 2 / 1e9;
        assertThat(Double.parseDouble(first.operations().replace(",", "")))
                .isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(2));
    }

    @Test
    void seedsStandSideBySideAndADifferenceHasItsInterval() throws IOException {
        Path one = run("seed1", text -> text);
        Path two = run(
                "seed9",
                text -> text.replaceFirst("\"seed\" : 1,", "\"seed\" : 9,")
                        .replace("\"seed\" : 1\n", "\"seed\" : 9\n"));
        String page = page("", one, two);

        assertThat(page).contains("<summary>seed1</summary>", "<summary>seed9</summary>", "\u00b1 0.0", " [seed9]");
        assertThat(page).contains("to +");
    }

    @Test
    void runsOnOtherImagesAndUnknownArmsAreRefused() throws IOException {
        Path one = run("one", text -> text);
        Path other = run("other", text -> text.replaceFirst("(\"testFingerprint\" : \")[0-9a-f]{8}", "$100000000"));

        assertThatThrownBy(() -> page("", one, other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("was measured on other test images");
        assertThatThrownBy(() -> page("nobody", one))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no arm is named 'nobody'");
        assertThatThrownBy(() -> page("", folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not a run's folder");
    }

    @Test
    void neighboursAreOneGroupWhereThereAreManyClasses() {
        int[] ranks = ClassRanks.ranks(
                ClassRanks.labels(Stream.iterate(2000, n -> n - 1).limit(1000).toList()));
        drolt.experiment.ArmResult arm = new drolt.experiment.ArmResult(
                "a",
                0,
                null,
                null,
                null,
                0,
                "",
                "",
                new EvaluationReport(0, ShotLimits.PAPER, null, Map.of(), null, List.of()),
                List.of(List.of(0, 999, 3), List.of(9, 990, 2)),
                null);

        assertThat(ConfusionGrid.of(arm, ranks)).isEqualTo(new ConfusionGrid(100, List.of(99, 5)));
    }
}
