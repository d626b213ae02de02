package drolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.experiment.RunOptions;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.report.NextSteps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class NextStepsTest {
    private static final Path STORED =
            Path.of("..", "results/cifar100-lt-if100-40-epochs/reference-rows-seed1/result.json");
    private static final Pattern SET = Pattern.compile("--set ('[^']*'|\\S+)");

    @TempDir
    private Path folder;

    private ObjectNode stored() throws IOException {
        return (ObjectNode) new JsonMapper().readTree(Files.readString(STORED));
    }

    /** Of plain cross-entropy alone: what it leaves undone is to be named. */
    private static ObjectNode plain(ObjectNode result) {
        ArrayNode arms = (ArrayNode) result.path("arms");
        while (arms.size() > 1) {
            arms.remove(1);
        }
        ObjectNode configuration = (ObjectNode) result.path("configuration");
        ((ObjectNode) configuration.path("arms")).retain("CE");
        ((ObjectNode) configuration.path("stages")).retain("pretrain");
        ((ObjectNode) result.path("stages")).retain("pretrain");
        return result;
    }

    private Path keep(ObjectNode result, String name) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("result.json"), result.toString());
        Files.writeString(
                run.resolve("recipe.yaml"), result.path("configuration").toString());
        return run;
    }

    private List<Step> steps(Path... runs) {
        return NextSteps.of(ReportMaterial.gather(List.of(runs), new RunOptions(folder, null, 1), null)
                .runs());
    }

    private static List<String> overrides(String command) {
        List<String> overrides = new ArrayList<>();
        for (Matcher found = SET.matcher(command); found.find(); ) {
            overrides.add(found.group(1).replace("'", ""));
        }
        return overrides;
    }

    @Test
    void everyStepNamesACommandAndItsRecipeCanBeRead() throws IOException {
        Path run = keep(plain(stored()), "it's one");
        List<Step> steps = steps(run);

        assertThat(steps)
                .hasSize(4)
                .allSatisfy(step -> assertThat(step.command()).startsWith("drolt "));
        assertThat(steps.get(0).reason()).contains("60.6 % of many and 2.9 % of few");
        for (Step step : steps.subList(0, 3)) {
            assertThat(step.command()).startsWith("drolt train 'it'\\''s one/recipe.yaml' --set ");
            Recipe recipe = RecipeReader.read(run.resolve("recipe.yaml").toString(), overrides(step.command()));
            assertThat(recipe.config().arms().size() + recipe.config().seed()).isEqualTo(3);
        }
        assertThat(steps.get(0).command()).contains("kind: logit-adjustment, after: pretrain");
        assertThat(steps.get(1).command()).contains("kind: classifier, after: pretrain");
        assertThat(steps.get(2).command()).contains("--set seed=2").contains(" && drolt report ");
        assertThat(steps.get(3).command()).isEqualTo("drolt analyze 'it'\\''s one' --only rank,errors");
    }

    @Test
    void whatWasDoneIsNotAskedForAgain() throws IOException {
        Path one = keep(stored(), "one");
        Path two = keep(stored().put("seed", 2), "two");

        assertThat(steps(one)).extracting(Step::command).hasSize(2).noneMatch(text -> text.contains("stages."));
        assertThat(steps(one, two)).extracting(Step::command).containsExactly("drolt analyze one --only rank,errors");
    }

    @Test
    void withoutItsRecipeARunIsNotTrainedOn() throws IOException {
        Path run = keep(plain(stored()), "one");
        Files.delete(run.resolve("recipe.yaml"));

        assertThat(steps(run)).extracting(Step::command).containsExactly("drolt analyze one --only rank,errors");
    }
}
