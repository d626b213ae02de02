package drolt.analysis;

import drolt.comparison.ArmIdentity;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A key of the recipe of one arm. Stages are counted, not named: arms that differ in a stage have it under two names.
 *
 * @param stage from 1, the first of the arm's chain; 0: outside the stages
 * @param path within it, with dots; members of lists by position, from 0
 */
public record RecipeKey(int stage, String path) implements Comparable<RecipeKey> {
    private static final Comparator<RecipeKey> ORDER =
            Comparator.comparingInt(RecipeKey::stage).thenComparing(RecipeKey::path);

    /** For people. */
    public String label() {
        return stage == 0 ? path : path + " (stage " + stage + ")";
    }

    /** For names of files: lower-case words and dashes. */
    public String fileName() {
        String words = path.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .toLowerCase(Locale.ROOT);
        return stage == 0 ? words : "stage-" + stage + "-" + words;
    }

    /** Whether it seeds something: values of seeds are not larger or smaller than each other. */
    boolean isSeed() {
        return path.toLowerCase(Locale.ROOT).endsWith("seed");
    }

    @Override
    public int compareTo(RecipeKey other) {
        return ORDER.compare(this, other);
    }

    /**
     * All that an arm rests on, apart from the seed and the names of its stages; keys that are null are left out.
     *
     * @param configuration a resolved recipe, as a run stores it
     */
    static SortedMap<RecipeKey, JsonNode> valuesOf(JsonNode configuration, String arm) {
        SortedMap<RecipeKey, JsonNode> values = new TreeMap<>();
        JsonNode tree = ArmIdentity.tree(configuration, arm);
        tree.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!entry.getKey().equals("stages")) {
                add(0, entry.getKey(), value, values);
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                add(value.size() - i, "", value.path(i), values);
            }
        });
        return values;
    }

    private static void add(int stage, String path, JsonNode value, SortedMap<RecipeKey, JsonNode> values) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> add(stage, prefix + entry.getKey(), entry.getValue(), values));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                add(stage, prefix + i, value.path(i), values);
            }
        } else {
            values.put(new RecipeKey(stage, path), value);
        }
    }
}
