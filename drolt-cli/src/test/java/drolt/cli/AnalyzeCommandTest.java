package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.figure.analysis.Analyses;
import drolt.figure.analysis.Analysis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of runs that were measured on real data, and whose weights and images are not there. */
class AnalyzeCommandTest {
    private static final Path RESULTS = Repository.root().resolve("results/cifar100-lt-if100-40-epochs");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String copy(String run, String name, String... replacements) throws IOException {
        String result = Files.readString(RESULTS.resolve(run).resolve("result.json"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(result).containsPattern(replacements[i]);
            result = result.replaceFirst(replacements[i], replacements[i + 1]);
        }
        Path copy = Files.createDirectories(folder.resolve(name));
        Files.copy(RESULTS.resolve(run).resolve("run.json"), copy.resolve("run.json"));
        Files.writeString(copy.resolve("result.json"), result);
        return copy.toString();
    }

    private int analyze(String... arguments) {
        List<String> all = new ArrayList<>(List.of("analyze"));
        all.addAll(List.of(arguments));
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false);
        return Main.run(console, all.toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void refused(String line, String... arguments) {
        err.reset();
        assertThat(analyze(arguments)).isEqualTo(2);
        assertThat(errors()).containsExactly("drolt: " + line);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void radiiComeFromTheResultAloneAndALineSaysWhatIsMissing() throws IOException {
        String run = copy("natural-draws-seed2", "run");
        String nowhere = folder.resolve("no-data").toString();
        assertThat(analyze(run, "--data", nowhere)).isZero();
        Path analysis = Path.of(run, "analysis");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        analysis.resolve("radii-by-size") + ".svg|png|csv|json",
                        analysis.resolve("radii-by-epoch") + ".svg|png|csv|json",
                        analysis.resolve("sensitivity-stage-2-loss-weight") + ".svg|png|csv|json");
        assertThat(errors())
                .anyMatch(line -> line.startsWith("radii: no calibrated radius beside those of paper-learned: "))
                .anyMatch(line -> line.startsWith("drolt: no errors: ") && line.contains("is missing"))
                .anyMatch(line -> line.startsWith("drolt: no rank: "))
                .anyMatch(line -> line.startsWith("drolt: no layers: "));
        List<String> rows = Files.readAllLines(analysis.resolve("radii-by-size.csv"));
        assertThat(rows.get(0)).isEqualTo("stage,label,class,training_images,radius,fit,p_eps,calibrated_radius");
        assertThat(rows).hasSize(1 + 3 * 100);
        assertThat(rows.get(1 + 100)).matches("paper-count,0,apple,500,0\\.4472\\d*,0\\.4\\d*,1\\.0,");
        assertThat(analysis.resolve("radii-by-epoch.svg")).content().contains("drolt analyze " + run);
    }

    @Test
    void stagesOfSeveralRunsBearTheNamesOfTheirRuns() throws IOException {
        String one = copy("natural-draws-seed2", "one");
        String two = copy("natural-draws-seed2", "two");
        Path output = folder.resolve("figures");
        assertThat(analyze(one, two, "--only", "radii", "--output", output.toString()))
                .isZero();
        assertThat(Files.readString(output.resolve("radii-by-epoch.csv")))
                .contains("paper-learned [one],1,many,", "paper-learned [two],1,many,");
        assertThat(Path.of(one, "analysis")).doesNotExist();
    }

    /** The two controls of that run differ in the weight of cross-entropy alone, under three classifiers each. */
    @Test
    void armsOfARealRunAreSweptWithTheAccuraciesOfItsTable() throws IOException {
        String run = copy("natural-draws-seed2", "run");
        assertThat(analyze(run, "--only", "sensitivity")).isZero();
        List<String> rows = Files.readAllLines(Path.of(run, "analysis", "sensitivity-stage-2-loss-weight.csv"));
        assertThat(rows)
                .contains(
                        "loss.weight (stage 2),control ... + cRT,\"control, half weight + cRT\",0.5,all,1,0.3611,",
                        "loss.weight (stage 2),control ... + cRT,control + cRT,1.0,all,1,0.367,",
                        "loss.weight (stage 2),control ... + cRT,control + cRT,1.0,nearest class mean,1,0.3523,",
                        "loss.weight (stage 2),control ...,control,1.0,all,1,0.3258,")
                .hasSize(1 + 3 * 2 * 5);
        assertThat(errors())
                .containsExactly(
                        "sensitivity: test accuracy is shown here and must choose nothing; drolt tune chooses by"
                                + " validation images");
    }

    /** Runs that differ in a key of the data set, and one of another seed. */
    @Test
    void keysOfTheDataSetAreSweptOverRuns() throws IOException {
        String factor = "\"imbalanceFactor\" : 100.0";
        String hundred = copy("reference-rows-seed1", "hundred");
        String second = copy("reference-rows-seed1", "second", "\"seed\" : 1", "\"seed\" : 2");
        String fifty = copy(
                "reference-rows-seed1",
                "fifty",
                factor,
                factor.replace("100", "50"),
                "\"trainingCounts\" : \\[ 500",
                "\"trainingCounts\" : [ 499");
        Path output = folder.resolve("figures");
        assertThat(analyze(
                        hundred, second, fifty, "--arm", "CE", "--output", output.toString(), "--only", "sensitivity"))
                .isZero();
        List<String> rows = Files.readAllLines(output.resolve("sensitivity-dataset-imbalance-factor.csv"));
        assertThat(rows)
                .hasSize(1 + 2 * 5)
                .anyMatch(row -> row.matches("dataset.imbalanceFactor,CE,CE,50\\.0,all,1,0\\.\\d+,"))
                .anyMatch(row -> row.matches("dataset.imbalanceFactor,CE,CE,100\\.0,all,2,0\\.\\d+,0\\.0"));
        assertThat(errors())
                .contains(
                        "sensitivity: classes have other numbers of training images in each run; many, medium and few are"
                                + " each run's own");
    }

    @Test
    void whatCannotBeAnalysedIsOneLine() throws IOException {
        String natural = copy("natural-draws-seed2", "natural");
        String plain = copy("reference-rows-seed1", "plain");
        String other =
                copy("natural-draws-seed2", "other", "\"testFingerprint\" : \"\\w+\"", "\"testFingerprint\" : \"01\"");
        String counts =
                copy("natural-draws-seed2", "counts", "\"trainingCounts\" : \\[ 500", "\"trainingCounts\" : [ 499");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(
                "--only: no analysis is named 'radi'; did you mean 'radii'? legal are "
                        + String.join(
                                ", ",
                                Analyses.all().stream().map(Analysis::name).toList()),
                natural,
                "--only",
                "radi");
        refused(
                other + ": was measured on other test images than " + natural
                        + "; analyse runs on the same ones together",
                natural,
                other);
        refused(
                counts + ": its classes have other numbers of training images than in " + natural
                        + "; analyse these runs one by one",
                natural,
                counts,
                "--only",
                "errors");
        refused(natural + ": no arm is named 'ce'; did you mean 'CE'?", natural, "--arm", "ce");
        refused(
                "--classes is for embedding, which --only leaves out",
                natural,
                "--only",
                "radii",
                "--classes",
                "apple");
        refused("--classes: 8 classes; a figure can tell 7 apart at most", natural, "--classes", "a,b,c,d,e,f,g,h");
        err.reset();
        assertThat(analyze(natural, "--classes", "appel,bear")).isEqualTo(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .startsWith(
                        "drolt: --classes: no class is named 'appel'; did you mean 'apple'? legal are apple, aquarium_fish, ");
        refused(
                empty + ": is not a run's folder (no run.json in it); 'drolt runs list' shows the runs",
                empty.toString());
        refused(
                plain + ": no two arms differ in one number of their recipes and in nothing else; train such arms, as"
                        + " recipe quickstart-sensitivity has them, or give runs trained with other values of one key",
                plain,
                "--only",
                "sensitivity");
        refused(plain + ": no stage has radii; train one with loss.kind dro-lt", plain, "--only", "radii");
    }

    @Test
    void theHelpListsEveryAnalysis() {
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false);
        String help = AnalyzeCommand.commandLine(console).getUsageMessage();
        assertThat(Analyses.all())
                .allSatisfy(analysis -> assertThat(help)
                        .containsPattern("\n  " + analysis.name() + " +\\Q"
                                + analysis.description().substring(0, 20)));
    }

    @Test
    void everyAnalysisIsExplained() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/analyses.md"));
        assertThat(Analyses.all())
                .allSatisfy(analysis -> assertThat(page).contains("\n## " + analysis.name() + "\n"))
                .allSatisfy(analysis -> assertThat(analysis.description()).isNotBlank());
        assertThat(Analyses.all().stream().map(Analysis::name)).doesNotHaveDuplicates();
    }
}
