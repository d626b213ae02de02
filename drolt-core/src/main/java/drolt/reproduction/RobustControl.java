package drolt.reproduction;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds to a recipe, for an arm, the same stages without the robust term: cross-entropy alone, at the weight that the
 * joint loss leaves it (lambda of Eq. 19; 1 where the terms are summed), on the same images.
 */
final class RobustControl {
    private static final String KIND = "kind";
    private static final String LOSS = "loss";
    private static final String AFTER = "after";

    private final RecipeTree recipe;

    RobustControl(RecipeTree recipe) {
        this.recipe = recipe;
    }

    /** The control's arm, which arms share that differ in nothing but the robust term; null where there is none. */
    @Nullable
    String add(String arm) {
        Map<String, String> controls = new HashMap<>(); // by the stage that they stand for
        String last = "";
        for (String name : recipe.chain(arm)) {
            last = name;
            ObjectNode stage = (ObjectNode) recipe.stages().get(name).deepCopy();
            boolean changed = removeRobustTerm(stage);
            String after = stage.path(AFTER).asString("");
            if (controls.containsKey(after)) {
                stage.put(AFTER, controls.get(after));
                changed = true;
            }
            if (changed) {
                controls.put(name, stored(name, stage));
            }
        }
        String control = controls.get(last);
        return control == null ? null : armOf(control, "control of " + arm);
    }

    private String stored(String name, ObjectNode stage) {
        for (Map.Entry<String, JsonNode> other : recipe.stages().properties()) {
            if (other.getValue().equals(stage)) {
                return other.getKey();
            }
        }
        String control = name + "-control";
        recipe.stages().set(control, stage);
        return control;
    }

    private String armOf(String stage, String name) {
        for (Map.Entry<String, JsonNode> other : recipe.arms().properties()) {
            if (other.getValue().asString().equals(stage)) {
                return other.getKey();
            }
        }
        recipe.arms().put(name, stage);
        return name;
    }

    private static boolean removeRobustTerm(ObjectNode stage) {
        JsonNode before = stage.path(LOSS);
        JsonNode after = withoutRobustTerm(before.deepCopy());
        if (after.equals(before)) {
            return false;
        }
        stage.set(LOSS, after);
        return true;
    }

    /** A loss, also one made of others, with cross-entropy wherever a joint loss stands in it. */
    private static JsonNode withoutRobustTerm(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path(KIND).asString("").equals("dro-lt")) {
                return crossEntropy(object);
            }
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entry.setValue(withoutRobustTerm(entry.getValue()));
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, withoutRobustTerm(list.get(i)));
            }
        }
        return node;
    }

    private static ObjectNode crossEntropy(ObjectNode joint) {
        ObjectNode alone = (ObjectNode) joint.path("crossEntropy").deepCopy();
        alone.put(KIND, "cross-entropy");
        boolean summed = joint.path("combination").asString().equals("sum");
        alone.put("weight", summed ? 1 : joint.path("lambda").doubleValue());
        return alone;
    }
}
