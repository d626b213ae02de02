package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.recipe.ShippedRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands recipes, data and bench, as far as they train nothing. */
class RecipesAndDataIT {
    @TempDir
    private Path folder;

    private static List<String> lines(String... arguments) throws Exception {
        Result result = DroltProcess.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out().lines().toList();
    }

    @Test
    void recipesListNamesAll() throws Exception {
        List<String> lines = lines("recipes", "list");
        assertThat(lines.subList(2, lines.size()))
                .extracting(line -> line.split(" ")[0])
                .isEqualTo(ShippedRecipe.names());
    }

    /** Shown, changed in nothing and checked as a file, shipped recipes are the same; so are resolved ones. */
    @ParameterizedTest
    @EnumSource
    void whatRecipesShowPrintsIsARecipe(ShippedRecipe recipe) throws Exception {
        List<String> shown = lines("recipes", "show", recipe.recipeName());
        assertThat(shown).contains("version: 1");
        Path file = Files.write(folder.resolve("own.yaml"), shown);
        assertThat(lines("recipes", "check", file.toString()))
                .singleElement()
                .asString()
                .matches("\\Q" + file + "\\E: a valid recipe of \\d+ stages and \\d+ arms");
        List<String> resolved = lines("recipes", "show", recipe.recipeName(), "--resolved");
        assertThat(lines("recipes", "show", file.toString(), "--resolved")).isEqualTo(resolved);
        Path again = Files.write(folder.resolve("resolved.yaml"), resolved);
        assertThat(lines("recipes", "show", again.toString(), "--resolved")).isEqualTo(resolved);
    }

    @Test
    void recipesShowTakesOverridesAndNamesItsMistakes() throws Exception {
        assertThat(lines("recipes", "show", "quickstart", "--set", "seed=77")).contains("seed: 77");
        TinyRun.assertMistake(
                DroltProcess.run("recipes", "show", "quickstrat"),
                "no recipe is named 'quickstrat'; did you mean 'quickstart'?",
                "");
        Path file = TinyRun.embedded(folder);
        TinyRun.assertMistake(
                DroltProcess.run("recipes", "show", file.toString()),
                file + ": is a file, not a recipe's name; --resolved prints it with every key",
                "");
    }

    @Test
    void inspectCountsClassesAndShots() throws Exception {
        FakeCifar.write(folder, 4, 1);
        List<String> lines = lines("data", "inspect", TinyRun.cifar100(folder).toString(), "--data", folder.toString());
        assertThat(lines.get(0)).matches("class-0 +#+ 4 few");
        assertThat(lines.get(99)).matches("class-99 +#+ 2 few");
        assertThat(lines)
                .anyMatch(line -> line.matches("many +0 +0 +more than 100"))
                .anyMatch(line -> line.matches("medium +0 +0 +20 to 100"))
                .anyMatch(line -> line.matches("few +100 +\\d+ +fewer than 20"))
                .anyMatch(line -> line.matches("\\d+ training images of 100 classes, 2 to 4 a class, imbalance factor"
                        + " 2\\.000; 100 test images"));
    }

    @Test
    void writtenIndicesGiveTheSameSubsetAgain() throws Exception {
        FakeCifar.write(folder, 4, 1);
        String recipe = TinyRun.cifar100(folder).toString();
        Path indices = folder.resolve("indices.json");
        List<String> drawn =
                lines("data", "inspect", recipe, "--data", folder.toString(), "--write-indices", indices.toString());
        assertThat(drawn.get(drawn.size() - 1)).isEqualTo("wrote " + indices);
        List<String> read =
                lines("data", "inspect", recipe, "--data", folder.toString(), "--set", "dataset.indices=" + indices);
        assertThat(read).isEqualTo(drawn.subList(0, drawn.size() - 1));
    }

    @Test
    void inspectRefusesWhatItCannotDo() throws Exception {
        Path indices = folder.resolve("indices.json");
        TinyRun.assertMistake(
                DroltProcess.run("data", "inspect", "--write-indices", indices.toString()),
                "quickstart: its data set is generated or whole",
                "or leave --write-indices out");
        assertThat(indices).doesNotExist();
        TinyRun.assertMistake(
                DroltProcess.run("data", "inspect", "cifar100-lt", "--data", folder.toString()),
                folder + ": holds no CIFAR-100",
                "or say where it is with --data DIR");
    }

    @Test
    void downloadNamesWhatItKnows() throws Exception {
        TinyRun.assertMistake(
                DroltProcess.run("data", "download", "cifar1000", "--data", folder.toString()),
                "no data set to download is named 'cifar1000'; did you mean 'cifar-100'? legal are cifar-10, cifar-100",
                "");
        TinyRun.assertMistake(
                DroltProcess.run("data", "download"),
                "missing required parameter: '<data set>' ('drolt data download --help' shows all)",
                "");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void benchShowsItsOptionsButNotItsParts() throws Exception {
        assertThat(lines("bench", "--help"))
                .anyMatch(line -> line.contains("--json, --output=<file>"))
                .noneMatch(line -> line.contains("--part"));
        TinyRun.assertMistake(DroltProcess.run("bench", "--rounds", "0"), "--rounds: 0 must be at least 1", "");
        TinyRun.assertMistake(
                DroltProcess.run("bench", "--tsne", "--points", "3"), "--points: 3 must be at least 4", "");
        TinyRun.assertMistake(DroltProcess.run("bench", "--points", "300"), "--points is for --tsne", "");
    }

    @Test
    void benchMeasuresPhotographsAloneWhenAsked() throws Exception {
        Result measured = DroltProcess.run("bench", "--pipeline", "--rounds", "1", "--steps", "1");
        assertThat(measured.exitCode()).as(measured.err()).isZero();
        assertThat(measured.out())
                .contains("decode, baseline JPEG", "decode, progressive JPEG", "decode, PNG", "load, 1 loader thread")
                .doesNotContain("DRO-LT");
        TinyRun.assertMistake(
                DroltProcess.run("bench", "--pipeline", "--tsne"),
                "--tsne and --pipeline exclude each other: give one",
                "");
    }

    @Test
    void benchMeasuresTsneAloneWhenAsked() throws Exception {
        Path json = folder.resolve("bench.json");
        Result measured = DroltProcess.run("bench", "--tsne", "--points", "200", "--json", json.toString());
        assertThat(measured.exitCode()).as(measured.err()).isZero();
        assertThat(measured.out()).contains("t-SNE, 200 points").doesNotContain("DRO-LT");
        assertThat(Files.readString(json)).contains("\"t-SNE, 200 points\"", "\"unit\" : \"s\"");
    }
}
