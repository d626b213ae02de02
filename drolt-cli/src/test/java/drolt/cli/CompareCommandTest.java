package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On copies of a run that was measured on real data. */
class CompareCommandTest {
    private static final Path MEASURED =
            Repository.root().resolve("results/cifar100-lt-if100-40-epochs/reference-rows-seed1");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String first;
    private String second;

    @BeforeEach
    void copy() throws IOException {
        first = run("first", "", "");
        second = run("second", "\"seed\" : 1,", "\"seed\" : 2,", "\"accuracy\" : 0.3195,", "\"accuracy\" : 0.3295,");
    }

    /** A copy of the run in which texts are replaced. */
    private String run(String name, String... replacements) throws IOException {
        String result = Files.readString(MEASURED.resolve("result.json"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(result).contains(replacements[i]);
            result = result.replace(replacements[i], replacements[i + 1]);
        }
        Path run = Files.createDirectories(folder.resolve(name));
        Files.copy(MEASURED.resolve("run.json"), run.resolve("run.json"));
        Files.writeString(run.resolve("result.json"), result);
        return run.toString();
    }

    private int compare(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(arguments));
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Main.run(console, all.toArray(String[]::new));
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void seedsOfOneRecipeAreMeansWithDeviations() {
        assertThat(compare(first, second)).isZero();
        assertThat(printed())
                .anyMatch(line -> line.matches(" +accuracy +many +med +few +ncm"))
                .anyMatch(line -> line.matches("CE +32\\.5 \\+- 0\\.7 +60\\.6 \\+- 0\\.0 .*"))
                .anyMatch(line -> line.startsWith("CE + cRT"))
                .contains(
                        "selection: last epoch, nothing selected",
                        "seeds: 1, 2; mean and sample standard deviation over them");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aBaselineAddsPairedDifferences() {
        assertThat(compare(first, second, "--baseline", "CE")).isZero();
        assertThat(printed())
                .contains("against CE, on the same seeds and images")
                .anyMatch(
                        line -> line.matches("CE \\+ cRT +accuracy +2 +\\+3\\.2 +0\\.50 +-3\\.1 to \\+9\\.6 +0\\.09.*"))
                .anyMatch(line -> line.matches("CE \\+ logit adjustment +few +2 .*"));
    }

    @Test
    void oneSeedJudgesNothing() {
        assertThat(compare(first, "--baseline", "CE")).isZero();
        assertThat(printed())
                .anyMatch(line -> line.matches("CE \\+ cRT +accuracy +1 +\\+3\\.7 +- +noise cannot be judged +-"))
                .contains("seed: 1; one seed says nothing about noise");
    }

    @ParameterizedTest
    @CsvSource({
        "markdown, '| CE | 32.5 ± 0.7 |'",
        "csv, 'CE,CE,,accuracy,32.45,0.707107,2,'",
        "latex, 'CE & 32.5 $\\pm$ 0.7 &'",
        "json, '\"mean\" : 32.45'"
    })
    void everyFormIsWrittenToAFileAndNothingIsPrinted(String form, String part) throws IOException {
        Path file = folder.resolve("new/table");
        assertThat(compare(first, second, "--format", form, "--output", file.toString()))
                .isZero();
        assertThat(file).content().contains(part).endsWith("\n");
        assertThat(printed()).isEmpty();
        assertThat(compare(first, second, "--format", form)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
    }

    @Test
    void whatCannotBeComparedIsOneLine() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path unfinished = Files.createDirectory(folder.resolve("unfinished"));
        Files.copy(MEASURED.resolve("run.json"), unfinished.resolve("run.json"));
        String fingerprint = Files.readString(MEASURED.resolve("result.json"))
                .replaceAll("(?s).*\"testFingerprint\" : \"(\\w+)\".*", "$1");
        String other = run("other", fingerprint, "0123");
        refused(
                empty + ": is not a run's folder (no run.json in it); 'drolt runs list' shows the runs",
                first,
                empty + "");
        refused(unfinished + ": the run is not finished; the command that began it resumes it", unfinished.toString());
        refused(
                other + ": was measured on other test images than " + first + "; compare runs on the same ones",
                first,
                other);
        refused("no arm is named 'ce'; did you mean 'CE'?", first, "--baseline", "ce");
    }

    private void refused(String line, String... arguments) {
        err.reset();
        assertThat(compare(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("drolt: " + line);
        assertThat(printed()).isEmpty();
    }
}
