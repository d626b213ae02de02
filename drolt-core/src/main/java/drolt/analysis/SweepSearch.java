package drolt.analysis;

import drolt.configuration.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the arms that differ in one number. */
final class SweepSearch {
    private static final String LOSS = "loss.";
    private static final String DRO_LT = "dro-lt";

    private final List<Setting> settings;

    /** A recipe and the arms that follow it, a seed each. */
    private record Setting(SortedMap<RecipeKey, JsonNode> recipe, SortedMap<Long, SweepArm> seeds) {
        /** Every key but some, as text. */
        Map<RecipeKey, String> without(Predicate<RecipeKey> left) {
            return texts(recipe, left);
        }

        @Nullable
        JsonNode value(RecipeKey key) {
            return recipe.get(key);
        }

        boolean isNumber(RecipeKey key) {
            JsonNode value = recipe.get(key);
            return value != null && value.isNumber();
        }

        double number(RecipeKey key) {
            return Objects.requireNonNull(recipe.get(key)).doubleValue();
        }

        SweepPoint asReference() {
            return SweepPoint.of(Double.NaN, seeds.values());
        }

        String name() {
            return seeds.values().iterator().next().name();
        }
    }

    /**
     * Puts the seeds of each recipe together.
     *
     * @throws ConfigException if two arms of one recipe and seed have other results
     */
    SweepSearch(List<SweepArm> arms) {
        Map<Map<RecipeKey, String>, Setting> byRecipe = new LinkedHashMap<>();
        for (SweepArm arm : arms) {
            SortedMap<Long, SweepArm> seeds = byRecipe.computeIfAbsent(
                            texts(arm.recipe(), key -> false), recipe -> new Setting(arm.recipe(), new TreeMap<>()))
                    .seeds();
            SweepArm before = seeds.putIfAbsent(arm.seed(), arm);
            if (before != null && !before.accuracies().equals(arm.accuracies())) {
                throw new ConfigException(arm.label() + ": is " + before.label() + " once more, of the same recipe and"
                        + " seed, with other results; leave one of the two out");
            }
        }
        settings = List.copyOf(byRecipe.values());
    }

    private static Map<RecipeKey, String> texts(SortedMap<RecipeKey, JsonNode> recipe, Predicate<RecipeKey> left) {
        Map<RecipeKey, String> texts = new TreeMap<>();
        recipe.forEach((key, value) -> {
            if (!left.test(key)) {
                texts.put(key, value.toString());
            }
        });
        return texts;
    }

    /** Sweeps by key; those of one key in the order of the arms. */
    List<Sweep> sweeps() {
        List<Sweep> sweeps = new ArrayList<>();
        for (RecipeKey key : varying()) {
            Map<Map<RecipeKey, String>, List<Setting>> byRest = new LinkedHashMap<>();
            for (Setting setting : settings) {
                if (setting.isNumber(key)) {
                    byRest.computeIfAbsent(setting.without(key::equals), rest -> new ArrayList<>())
                            .add(setting);
                }
            }
            byRest.forEach((rest, swept) -> {
                if (swept.size() > 1) {
                    sweeps.add(sweep(key, rest, swept));
                }
            });
        }
        return sweeps;
    }

    /** Keys with more than one number. */
    private Set<RecipeKey> varying() {
        Map<RecipeKey, Set<String>> values = new TreeMap<>();
        for (Setting setting : settings) {
            setting.recipe().forEach((key, value) -> {
                if (value.isNumber() && !key.isSeed()) {
                    values.computeIfAbsent(key, none -> new TreeSet<>()).add(value.toString());
                }
            });
        }
        values.values().removeIf(different -> different.size() < 2);
        return values.keySet();
    }

    private Sweep sweep(RecipeKey key, Map<RecipeKey, String> rest, List<Setting> swept) {
        List<Setting> sorted = swept.stream()
                .sorted(Comparator.comparingDouble(setting -> setting.number(key)))
                .toList();
        return new Sweep(
                key,
                ArmNames.common(sorted.stream().map(Setting::name).toList()),
                sorted.stream()
                        .map(setting -> SweepPoint.of(
                                setting.number(key), setting.seeds().values()))
                        .toList(),
                reference(key, rest, swept));
    }

    private Sweep.@Nullable Reference reference(RecipeKey key, Map<RecipeKey, String> rest, List<Setting> swept) {
        for (Setting setting : settings) {
            if (setting.value(key) == null && setting.without(none -> false).equals(rest)) {
                return new Sweep.Reference("not set", setting.asReference());
            }
        }
        if (key.path().startsWith(LOSS)) {
            for (Setting setting : settings) {
                if (!swept.contains(setting) && isControl(setting, swept.get(0), key.stage())) {
                    return new Sweep.Reference("without the robust term", setting.asReference());
                }
            }
        }
        return null;
    }

    /** Whether it has cross-entropy where the other arm has the joint loss, the rest being equal. */
    private static boolean isControl(Setting candidate, Setting joint, int stage) {
        Predicate<RecipeKey> ofLoss = key -> key.stage() == stage && key.path().startsWith(LOSS);
        if (!has(joint, stage, "kind", DRO_LT) || !candidate.without(ofLoss).equals(joint.without(ofLoss))) {
            return false;
        }
        if (has(candidate, stage, "kind", DRO_LT)) {
            return has(candidate, stage, "combination", "joint")
                    && isOne(candidate, stage, "lambda")
                    && sameTerm(candidate, "crossEntropy.", joint, stage);
        }
        return has(candidate, stage, "kind", "cross-entropy")
                && isOne(candidate, stage, "weight")
                && sameTerm(candidate, "", joint, stage);
    }

    private static boolean has(Setting setting, int stage, String key, String text) {
        JsonNode value = setting.value(new RecipeKey(stage, LOSS + key));
        return value != null && value.isString() && value.stringValue().equals(text);
    }

    private static boolean isOne(Setting setting, int stage, String key) {
        JsonNode value = setting.value(new RecipeKey(stage, LOSS + key));
        return value != null && value.isNumber() && value.doubleValue() == 1;
    }

    private static boolean sameTerm(Setting candidate, String where, Setting joint, int stage) {
        return List.of("labelSmoothing", "weighting").stream()
                .allMatch(key -> Objects.equals(
                        candidate.value(new RecipeKey(stage, LOSS + where + key)),
                        joint.value(new RecipeKey(stage, LOSS + "crossEntropy." + key))));
    }
}
