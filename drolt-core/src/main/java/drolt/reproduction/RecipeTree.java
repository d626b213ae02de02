package drolt.reproduction;

import drolt.configuration.ConfigSource;
import drolt.configuration.ConfigWriter;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A resolved recipe that is still to be altered. */
final class RecipeTree {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode root;

    private RecipeTree(ObjectNode root) {
        this.root = root;
    }

    static RecipeTree of(ExperimentConfig config) {
        return new RecipeTree((ObjectNode) MAPPER.readTree(ConfigWriter.json(config)));
    }

    static RecipeTree of(ObjectNode root) {
        return new RecipeTree(root);
    }

    ObjectNode stages() {
        return (ObjectNode) root.get("stages");
    }

    ObjectNode arms() {
        return (ObjectNode) root.get("arms");
    }

    /** The stages that lead to an arm, first to last. */
    List<String> chain(String arm) {
        List<String> chain = new ArrayList<>();
        for (JsonNode name = arms().get(arm);
                name.isString();
                name = stages().get(name.stringValue()).get("after")) {
            chain.add(name.stringValue());
        }
        Collections.reverse(chain);
        return chain;
    }

    /** Drops all other arms, and the stages that only those needed. */
    void keepArms(Set<String> names) {
        arms().retain(names);
        Set<String> needed = new LinkedHashSet<>();
        names.forEach(name -> needed.addAll(chain(name)));
        stages().retain(needed);
    }

    /** The recipe with keys changed, {@code key=value} each. */
    RecipeTree with(List<String> overrides, String name) {
        return overrides.isEmpty()
                ? this
                : of(RecipeReader.read(new ConfigSource(root.toString(), name, overrides), name)
                        .config());
    }

    /** The recipe as it is now, with a seed. */
    Recipe read(String name, long seed) {
        ObjectNode seeded = root.deepCopy();
        seeded.put("seed", seed);
        return RecipeReader.read(new ConfigSource(seeded.toString(), name), name);
    }
}
