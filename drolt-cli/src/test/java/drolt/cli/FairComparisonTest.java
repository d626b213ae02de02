package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.configuration.ConfigSource;
import drolt.configuration.ConfigWriter;
import drolt.loss.robust.DroLtConfig;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.RecipeReader;
import drolt.recipe.ShippedRecipe;
import drolt.training.LogitAdjustmentStageConfig;
import drolt.training.StageConfig;
import drolt.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What DRO-LT is held against in the recipes that users meet. */
class FairComparisonTest {
    @ParameterizedTest
    @EnumSource
    void everyShippedRecipeHasTheControlAndLogitAdjustment(ShippedRecipe recipe) {
        assertFair(RecipeReader.read(recipe.recipeName(), List.of()).config());
    }

    @Test
    void soHasTheRecipeForOwnImages() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/own-images.md"));
        int begins = page.indexOf("```yaml\nversion: 1") + "```yaml\n".length();
        ConfigSource source = new ConfigSource(page.substring(begins, page.indexOf("```", begins)), "own-images.md");
        assertFair(RecipeReader.read(source, "birds").config());
    }

    private static void assertFair(ExperimentConfig config) {
        List<List<StageConfig>> chains =
                config.arms().values().stream().map(last -> chain(config, last)).toList();
        List<List<StageConfig>> robust = chains.stream()
                .filter(chain -> chain.stream().anyMatch(FairComparisonTest::isRobust))
                .toList();
        assertThat(robust).isNotEmpty();
        for (List<StageConfig> chain : robust) {
            assertThat(chains).as("the same stages without the robust term").anyMatch(other -> controls(other, chain));
            assertThat(chains)
                    .as("logit adjustment of plain cross-entropy")
                    .anyMatch(other -> other.size() == 2
                            && other.get(0) == chain.get(0)
                            && other.get(1) instanceof LogitAdjustmentStageConfig);
        }
    }

    private static List<StageConfig> chain(ExperimentConfig config, String last) {
        List<StageConfig> chain = new ArrayList<>();
        for (String name = last; name != null; name = config.stage(name).after()) {
            chain.add(0, config.stage(name));
        }
        return chain;
    }

    private static boolean isRobust(StageConfig stage) {
        return stage.plan()
                .map(TrainingPlan::loss)
                .filter(DroLtConfig.class::isInstance)
                .map(DroLtConfig.class::cast)
                .filter(loss -> loss.needs().radii())
                .isPresent();
    }

    private static boolean controls(List<StageConfig> control, List<StageConfig> chain) {
        return control.size() == chain.size()
                && control.stream().noneMatch(FairComparisonTest::isRobust)
                && Stream.iterate(0, i -> i < chain.size(), i -> i + 1)
                        .allMatch(i -> comparable(control.get(i)).equals(comparable(chain.get(i))));
    }

    /** Everything but the loss and the stage before. */
    private static String comparable(StageConfig stage) {
        ObjectNode tree = (ObjectNode) new JsonMapper().readTree(ConfigWriter.canonicalJson(stage));
        return tree.without(List.of("loss", "after")).toString();
    }
}
