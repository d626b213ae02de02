package drolt.reproduction;

import drolt.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shortens schedules in proportion.
 *
 * <p>Every number of a stage that counts epochs is multiplied and rounded: {@code epochs}, {@code milestones}, {@code
 * until}, and what ends in {@code Epoch} or {@code Epochs}. At least one epoch remains, and two where a sampler gives way
 * to another one; a warm-up and what lasts until an epoch end before their stage does. Draws an epoch, batches and
 * learning rates stay.
 */
public final class ScheduleScale {
    private static final String EPOCHS = "epochs";
    private static final String WARMUP = "warmup";
    private static final String MILESTONES = "milestones";
    private static final String UNTIL = "until";
    private static final String SAMPLER = "sampler";

    private final double scale;

    /**
     * @param scale factor, above 0
     */
    public ScheduleScale(double scale) {
        this.scale = scale;
    }

    /** A recipe's one arm and the stages that lead to it, with their schedules scaled. */
    public Recipe arm(Recipe recipe, String arm) {
        RecipeTree tree = RecipeTree.of(recipe.config());
        tree.keepArms(Set.of(arm));
        apply(tree.stages());
        return tree.read(recipe.name(), recipe.config().seed());
    }

    void apply(ObjectNode stages) {
        if (scale != 1) {
            stages.forEach(this::applyToStage);
        }
    }

    private void applyToStage(JsonNode stage) {
        int epochs = Math.max(fewest(stage), scaled(stage.path(EPOCHS).asInt(1)));
        walk(stage, epochs);
        if (stage instanceof ObjectNode object && stage.has(EPOCHS)) {
            object.put(EPOCHS, epochs);
        }
    }

    /** A deferred sampler is refused where its second one never comes. */
    private static int fewest(JsonNode stage) {
        return stage.path(SAMPLER).has(UNTIL) ? 2 : 1;
    }

    private void walk(JsonNode node, int stageEpochs) {
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(key);
                if (value.isIntegralNumber() && key.equals(UNTIL)) {
                    object.put(key, Math.max(1, Math.min(atLeastOne(value.intValue()), stageEpochs - 1)));
                } else if (value.isIntegralNumber() && countsEpochs(key)) {
                    object.put(key, atLeastOne(value.intValue()));
                } else if (key.equals(WARMUP) && value instanceof ObjectNode warmup) {
                    int rise = scaled(warmup.path(EPOCHS).asInt(0));
                    warmup.put(EPOCHS, Math.min(rise, stageEpochs - 1));
                } else if (key.equals(MILESTONES) && value instanceof ArrayNode milestones) {
                    scaleRising(milestones);
                } else {
                    walk(value, stageEpochs);
                }
            }
        } else {
            node.forEach(item -> walk(item, stageEpochs));
        }
    }

    private static boolean countsEpochs(String key) {
        return key.equals(EPOCHS) || key.endsWith("Epochs") || key.endsWith("Epoch");
    }

    private int atLeastOne(int epochs) {
        return Math.max(1, scaled(epochs));
    }

    private int scaled(int epochs) {
        return (int) Math.round(scale * epochs);
    }

    /** Milestones must rise strictly, also where rounding makes two of them one. */
    private void scaleRising(ArrayNode milestones) {
        List<Integer> scaled = new ArrayList<>();
        int before = 0;
        for (JsonNode milestone : milestones) {
            before = Math.max(before + 1, atLeastOne(milestone.intValue()));
            scaled.add(before);
        }
        milestones.removeAll();
        scaled.forEach(milestones::add);
    }
}
