package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.experiment.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every command says of one finished run. */
class FinishedRunIT {
    private static final List<String> ARMS = List.of("cross-entropy", "DRO-LT + cRT");

    @TempDir
    private static Path folder;

    private static Path recipe;
    private static Path run;
    private static Result trained;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        recipe = TinyRun.embedded(folder);
        run = folder.resolve("runs/one");
        trained = trainAgain();
    }

    private static Result trainAgain() throws IOException, InterruptedException {
        return DroltProcess.run("train", recipe.toString(), "--output", run.toString());
    }

    @Test
    void trainPrintsTheTableAndThePlace() {
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        List<String> lines = trained.out().lines().toList();
        assertThat(lines.get(0)).matches("arm +accuracy +many +med +few");
        String numbers = "( +\\d+\\.\\d){4}";
        assertThat(lines.get(2)).matches("cross-entropy" + numbers);
        assertThat(lines.get(3)).matches("DRO-LT \\+ cRT" + numbers);
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly("run: " + run, "report: " + run.resolve("report.html"));
        assertThat(run.resolve("report.html")).isNotEmptyFile();
        assertThat(RunState.ofRun(run).orElseThrow().command()).isEqualTo("drolt train " + recipe + " --output " + run);
        assertThat(trained.err().lines())
                .anyMatch(line -> line.matches("\\[1/3] pretrain: 100%.*epoch 2/2, loss .*"))
                .anyMatch(line -> line.matches("\\[2/3] features: 100%.*"))
                .anyMatch(line -> line.matches("\\[3/3] classifier: 100%.*"))
                .contains("measuring: cross-entropy", "measuring: DRO-LT + cRT");
    }

    @Test
    void theSameCommandGivesTheSameTableWithoutTrainingOrMeasuring() throws Exception {
        byte[] result = Files.readAllBytes(run.resolve("result.json"));
        List<String> files = TinyRun.files(run);
        Result again = trainAgain();
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(trained.out());
        assertThat(again.err().lines())
                .containsExactly(
                        "[1/3] pretrain: done before",
                        "[2/3] features: done before",
                        "[3/3] classifier: done before",
                        "writing the report");
        assertThat(Files.readAllBytes(run.resolve("result.json"))).isEqualTo(result);
        assertThat(TinyRun.files(run)).isEqualTo(files);
    }

    @Test
    void aReportOfAFinishedRunIsMadeWhereItIsAskedFor() throws Exception {
        Path file = folder.resolve("pages/of-one.html");
        Result result = DroltProcess.run("report", run.toString(), "-o", file.toString());

        assertThat(result.out()).as(result.err()).isEqualTo("report: " + file + System.lineSeparator());
        assertThat(result.err()).isEmpty();
        assertThat(file).hasSameBinaryContentAs(run.resolve("report.html"));
        TinyRun.assertMistake(
                DroltProcess.run(
                        "report", run.toString(), folder.resolve("other").toString()),
                "--output: is needed for a report of several runs",
                "for example -o report.html");
    }

    @Test
    void runsThatShareAStoreTrainAStageOnce() throws Exception {
        String store = folder.resolve("store").toString();
        for (String name : List.of("sharing-first", "sharing-second")) {
            Path output = folder.resolve(name);
            Result result = DroltProcess.run(
                    "train", recipe.toString(), "--output", output.toString(), "--store", store, "--quiet");
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.err()).as("quiet").isEmpty();
            assertThat(result.out().lines().limit(4))
                    .isEqualTo(trained.out().lines().limit(4).toList());
            assertThat(output.resolve("stages")).doesNotExist();
        }
        Path first = folder.resolve("sharing-first/metrics.jsonl");
        Path second = folder.resolve("sharing-second/metrics.jsonl");
        assertThat(second).as("with the seconds of the only training").hasSameTextualContentAs(first);
    }

    @Test
    void aRunOfAnotherSeedDoesNotTakeTheFolder() throws Exception {
        Result other = DroltProcess.run("train", recipe.toString(), "--output", run.toString(), "--set", "seed=2");
        TinyRun.assertMistake(other, run + ": holds another run, with other recipe; choose another --output", "");
    }

    @Test
    void resultHoldsWhatScriptsRelyOn() throws IOException {
        JsonNode result = new JsonMapper().readTree(run.resolve("result.json").toFile());
        assertThat(result.get("formatVersion").intValue()).isEqualTo(1);
        assertThat(result.get("arms").valueStream().map(arm -> arm.get("name").stringValue()))
                .containsExactlyElementsOf(ARMS);
        assertThat(result.get("arms").valueStream()).allSatisfy(arm -> {
            assertThat(Stream.of("accuracy", "many", "med", "few", "ncm")
                            .map(key -> arm.get(key).doubleValue()))
                    .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
            assertThat(run.resolve(arm.get("model").stringValue())).isRegularFile();
        });
        assertThat(TinyRun.files(run)).contains("recipe.yaml", "run.json", "metrics.jsonl");
    }

    @Test
    void evaluateReproducesEveryNumber() throws Exception {
        Result evaluated = DroltProcess.run("evaluate", run.toString());
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).isEmpty();
        List<String> lines = evaluated.out().lines().toList();
        assertThat(lines.subList(0, 4)).isEqualTo(trained.out().lines().limit(4).toList());
        assertThat(lines.get(lines.size() - 1)).isEqualTo("every number is as result.json has it");
    }

    @Test
    void evaluateNamesAnArmWhoseNumbersDiffer() throws Exception {
        Path copy = copy("forged");
        Path result = copy.resolve("result.json");
        String text = Files.readString(result);
        String forged = TinyRun.unsealed(text.replaceFirst("\"ncm\" : [0-9.]+", "\"ncm\" : 0.999"));
        assertThat(forged).isNotEqualTo(text);
        Files.writeString(result, forged);
        Result evaluated = DroltProcess.run("evaluate", copy.toString());
        assertThat(evaluated.exitCode()).isEqualTo(1);
        assertThat(evaluated.err().lines())
                .singleElement()
                .asString()
                .startsWith("drolt: arm 'cross-entropy' does not come out as result.json has it");
    }

    @Test
    void evaluateNamesADamagedModel() throws Exception {
        Path copy = copy("damaged-model");
        Path model = copy.resolve("models/cross-entropy.safetensors");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1;
        Files.write(model, bytes);
        TinyRun.assertMistake(
                DroltProcess.run("evaluate", copy.toString()),
                model + " is damaged: ",
                "delete it or put a sound copy in its place");
    }

    @Test
    void trainMeasuresAnewWhereTheResultOrAModelIsDamaged() throws Exception {
        Path copy = copy("damaged-result");
        byte[] result = Files.readAllBytes(copy.resolve("result.json"));
        Files.writeString(copy.resolve("result.json"), "{");
        Files.delete(copy.resolve("models/cross-entropy.safetensors"));
        Result again = DroltProcess.run("train", recipe.toString(), "--output", copy.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("pretrain: done before", "measuring: cross-entropy");
        assertThat(Files.readAllBytes(copy.resolve("result.json"))).isEqualTo(result);
    }

    @Test
    void runsListsFinishedUnfinishedAndDamagedOnes() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("list"));
        copy("list/whole");
        Files.delete(copy("list/stopped").resolve("result.json"));
        Files.writeString(copy("list/damaged").resolve("result.json"), "{");
        Files.createDirectory(runs.resolve("no-run"));
        Result listed = DroltProcess.run("runs", "list", runs.toString());
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.err()).isEmpty();
        List<String> lines = listed.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).matches("run +state +best arm +accuracy");
        assertThat(lines.get(2)).matches("\\Q" + runs.resolve("damaged") + "\\E +damaged *");
        assertThat(lines.get(3)).matches("\\Q" + runs.resolve("stopped") + "\\E +not finished *");
        assertThat(lines.get(4)).matches("\\Q" + runs.resolve("whole") + "\\E +finished +\\S.*\\S +\\d+\\.\\d");
    }

    @Test
    void runsShowPrintsTheTableWhatMadeItAndTheRadii() throws Exception {
        Result shown = DroltProcess.run("runs", "show", run.toString(), "--radii");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.err()).isEmpty();
        assertThat(shown.out().lines().limit(4))
                .isEqualTo(trained.out().lines().limit(4).toList());
        assertThat(shown.out().lines())
                .anyMatch(line -> line.matches("arm +nearest centroid +on training's classes +calibration error"))
                .anyMatch(line -> line.startsWith("recipe tiny, seed 1, "))
                .contains(
                        "mean radius in stage features, by epoch:",
                        "mean radius after stage features, by number of training images:",
                        "radii after stage features:")
                .anyMatch(line -> line.matches(" *1( +\\d\\.\\d{4}){3}"))
                .anyMatch(line -> line.matches("\\d+(-\\d+)? +#+ \\d\\.\\d{4}"))
                .anyMatch(line -> line.matches("plain circle +20 +many +\\d\\.\\d{4} +\\S+"))
                .anyMatch(line -> line.matches("plain star +10 +few +\\d\\.\\d{4} +\\S+"));
        assertThat(DroltProcess.run("runs", "show", run.toString()).out()).doesNotContain("radii");
    }

    @Test
    void foldersWithoutAFinishedRunAreNamed() throws Exception {
        Path stopped = copy("stopped");
        Files.delete(stopped.resolve("result.json"));
        TinyRun.assertMistake(
                DroltProcess.run("runs", "show", stopped.toString()),
                stopped + ": the run is not finished; the command that began it resumes it",
                "");
        TinyRun.assertMistake(
                DroltProcess.run("evaluate", folder.toString()),
                folder + ": is not a run's folder (no run.json in it); 'drolt runs list' shows the runs",
                "");
        Path nowhere = folder.resolve("nowhere");
        TinyRun.assertMistake(
                DroltProcess.run("evaluate", nowhere.toString()),
                nowhere + ": there is no such folder; 'drolt runs list' shows the runs",
                "");
    }

    private static Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> paths = Files.walk(run)) {
            for (Path path : paths.toList()) {
                Path target = copy.resolve(run.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
        return copy;
    }
}
