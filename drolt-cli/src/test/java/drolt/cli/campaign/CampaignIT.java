package drolt.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.recipe.RecipeKinds;
import drolt.training.StageConfig;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The campaign of docs/robustness.md: a short form in every build, the whole by {@code campaign.sh}.
 *
 * <p>System properties: {@code campaign.dose} short or whole, {@code campaign.seed}, {@code campaign.only} with the name
 * of a mishap, {@code campaign.repeat} with the seed of a failed attempt.
 */
class CampaignIT {
    private static final Path TABLE = Path.of("target/campaign.md");

    @TempDir
    private Path work;

    @Test
    void whatIsPromisedHolds() throws Exception {
        Dose dose = Dose.named(System.getProperty("campaign.dose", "short"));
        long seed = Long.getLong("campaign.seed", 1L);
        List<Tally> tallies = new Campaign(System.out, dose, seed)
                .run(work.toRealPath(), System.getProperty("campaign.only"), Long.getLong("campaign.repeat"));
        Campaign.write(TABLE, tallies);
        Campaign.table(tallies).forEach(System.out::println);
        assertThat(tallies.stream().flatMap(tally -> tally.failures().stream())).isEmpty();
        assertThat(tallies).isNotEmpty().allMatch(tally -> tally.skipped() != null || tally.left() == 0);
    }

    @Test
    void theRecipeHoldsEveryKindOfStage() throws Exception {
        Set<String> kinds = new TreeSet<>();
        try (InputStream recipe = CampaignIT.class.getResourceAsStream("every-kind-of-stage.yaml")) {
            JsonNode stages = new YAMLMapper().readTree(recipe).get("stages");
            stages.forEach(stage -> kinds.add(stage.get("kind").asString()));
        }
        Set<String> all = new TreeSet<>();
        RecipeKinds.SHIPPED
                .of(StageConfig.class)
                .forEach(kind -> all.add(kind.getAnnotation(JsonTypeName.class).value()));
        assertThat(kinds).isEqualTo(all);
    }
}
