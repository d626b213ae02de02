package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.data.EmbeddedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every analysis of one real run of a second, on generated images. */
class AnalyzeIT {
    private static final List<String> NAMES = EmbeddedDataset.names();

    @TempDir
    private static Path folder;

    private static Path run;
    private static Result analysed;

    @BeforeAll
    static void trainAndAnalyse() throws IOException, InterruptedException {
        run = folder.resolve("run");
        Result trained = DroltProcess.run("train", recipe().toString(), "--output", run.toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        analysed = DroltProcess.run("analyze", run.toString());
    }

    /** One in which arms differ in lambda alone, and which has images for validation. */
    private static Path recipe() throws IOException {
        Path recipe = TinyRun.embedded(folder);
        String text = Files.readString(recipe)
                .replace("  shots:", "  validationShare: 0.1\n  shots:")
                .replace("arms:", """
                          without: {kind: train, after: pretrain, epochs: 1, batchSize: 64, loss: {kind: dro-lt, lambda: 1}}
                          heavy: {kind: train, after: pretrain, epochs: 1, batchSize: 64, loss: {kind: dro-lt, lambda: 0.2}}
                        arms:""");
        String arms = """
                  lambda 0.5: features
                  lambda 1: without
                  lambda 0.2: heavy
                """;
        return Files.writeString(recipe, text + arms);
    }

    @Test
    void everyAnalysisIsMadeAndEachBackboneSeesTheImagesOnceForIt() throws IOException {
        assertThat(analysed.exitCode()).as(analysed.err()).isZero();
        assertThat(analysed.err().lines().filter(line -> line.startsWith("drolt: ")))
                .isEmpty();
        for (String figure : List.of(
                "radii-by-size",
                "radii-by-epoch",
                "errors-by-class",
                "errors-by-shot",
                "rank-precision-recall",
                "rank-predictions",
                "rank-confusion",
                "rank-geometry",
                "layers-euclidean",
                "layers-cosine",
                "layers-gap",
                "embedding",
                "bound-by-scale",
                "bound-by-class",
                "own-mass-by-class",
                "coverage-by-size",
                "coverage-by-shot",
                "coverage-error-of-mean",
                "sensitivity-stage-2-loss-lambda",
                "sensitivity-radius")) {
            for (String ending : List.of("svg", "png", "csv", "json")) {
                assertThat(run.resolve("analysis").resolve(figure + "." + ending))
                        .isNotEmptyFile();
            }
        }
        assertThat(TinyRun.files(run)).noneMatch(file -> file.contains("drolt-tmp"));
    }

    /** What the run itself measured of the classifier and of nearest means must come out here again. */
    @Test
    void theNumbersAreThoseOfTheRunsOwnTable() throws IOException {
        String result = Files.readString(run.resolve("result.json"));
        double accuracy = number(result, "\"accuracy\" : ([0-9.]+)");
        List<String> errors = rows("errors-by-shot", "cross-entropy,all,");
        assertThat(Double.parseDouble(errors.get(0).split(",")[3])).isEqualTo(1 - accuracy);
        double nearest = number(result, "\"ncm\" : ([0-9.]+)");
        List<String> layers = rows("layers-cosine", "cross-entropy,layer3,cosine,all,");
        assertThat(Double.parseDouble(layers.get(0).split(",")[4])).isEqualTo(nearest);
    }

    @Test
    void aNetworkOfBalancedImagesIsGroupedAsTheOneBesideIt() throws Exception {
        Path balanced = folder.resolve("balanced");
        Result trained = DroltProcess.run(
                "train",
                TinyRun.embedded(folder).toString(),
                "--set",
                "dataset.imbalanceFactor=1",
                "--output",
                balanced.toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Path figures = folder.resolve("figures");
        Result both = DroltProcess.run(
                "analyze",
                run.toString(),
                balanced.toString(),
                "--only",
                "layers",
                "--arm",
                "cross-entropy",
                "--output",
                figures.toString());
        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.err()).contains("cross-entropy [balanced]: its classes are all of one group");
        assertThat(Files.readAllLines(figures.resolve("layers-cosine.csv")))
                .filteredOn(row -> row.startsWith("cross-entropy [balanced],layer3,cosine,few,"))
                .singleElement()
                .asString()
                .matches(".*few,[01](\\.\\d+)?");
    }

    @Test
    void theSweepHasTheAccuraciesOfTheRunByRisingValue() throws IOException {
        String result = Files.readString(run.resolve("result.json"));
        List<String> rows = rows("sensitivity-stage-2-loss-lambda", "loss.lambda (stage 2),lambda ...,");
        assertThat(rows.stream().filter(row -> row.contains(",all,")))
                .extracting(row -> row.split(",")[3])
                .containsExactly("0.2", "0.5", "1.0");
        double accuracy = number(result, "\"name\" : \"lambda 0.2\",\\s+\"accuracy\" : ([0-9.]+)");
        assertThat(rows).contains("loss.lambda (stage 2),lambda ...,lambda 0.2,0.2,all,1," + accuracy + ",");
        double validation = number(result, "\"heavy\" : \\{\\s+\"fingerprint\".*?\"validationAccuracy\" : ([0-9.]+)");
        assertThat(rows).contains("loss.lambda (stage 2),lambda ...,lambda 0.2,0.2,validation,1," + validation + ",");
    }

    private static double number(String text, String pattern) {
        return Double.parseDouble(text.replaceFirst("(?s).*?" + pattern + ".*", "$1"));
    }

    private static List<String> rows(String figure, String beginning) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String row : Files.readAllLines(run.resolve("analysis").resolve(figure + ".csv"))) {
            if (row.startsWith(beginning)) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void aLayerThatIsNotThereIsRefusedWithTheListOfThoseThatAre() throws Exception {
        Result refused = DroltProcess.run("analyze", run.toString(), "--only", "layers", "--layers", "stem,layr1");
        assertThat(refused.err())
                .contains("drolt: --layers: no layer is named 'layr1'; did you mean 'layer1'? legal are");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void radiiAreDrawnInTheEmbeddingWhereTheBackboneWasTrainedWithSome() throws IOException {
        List<String> means = rows("embedding", "").stream()
                .filter(row -> row.contains(",training mean,"))
                .toList();
        assertThat(means).hasSize(4 * 6);
        for (String row : means) {
            String[] cells = row.split(",", -1); // from the end, since names of arms have commas
            boolean robust = row.startsWith("\"DRO-LT + cRT, lambda 0.5\",") || row.startsWith("lambda 0.2,");
            assertThat(cells[cells.length - 4].isEmpty()).as(row).isEqualTo(!robust);
            assertThat(cells[cells.length - 3].isEmpty()).as(row).isEqualTo(!robust);
        }
        String svg = Files.readString(run.resolve("analysis/embedding.svg"));
        assertThat(svg).contains(">radius</text>", ">t-SNE 1</text>", ">mean of training images</text>");
    }

    @Test
    void theClassesThatAreNamedAreLaidOut() throws Exception {
        String names = NAMES.get(20) + "," + NAMES.get(3);
        Path chosen = folder.resolve("chosen");
        Result result = DroltProcess.run(
                "analyze",
                run.toString(),
                "--only",
                "embedding",
                "--arm",
                "cross-entropy",
                "--classes",
                names,
                "--output",
                chosen.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.readAllLines(chosen.resolve("embedding.csv")).stream()
                        .skip(1)
                        .map(row -> row.split(",", -1)[4]))
                .containsOnly(NAMES.get(3), NAMES.get(20))
                .hasSize(2 * 4 + 2);
        String svg = Files.readString(chosen.resolve("embedding.svg"));
        assertThat(svg).contains("--classes '" + names + "'").doesNotContain(">radius</text>");
    }
}
