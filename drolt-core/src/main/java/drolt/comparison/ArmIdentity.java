package drolt.comparison;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All of a resolved recipe that one arm rests on, apart from the seed and from what its stages are called. */
public final class ArmIdentity {
    private static final String AFTER = "after";

    private ArmIdentity() {}

    /**
     * Equal text for equal arms.
     *
     * @param configuration a resolved recipe with sorted keys, as a run stores it
     */
    static String of(JsonNode configuration, String arm) {
        return tree(configuration, arm).toString();
    }

    /**
     * The keys themselves, without those that are null: data set, augmentation, view of tests, model, selection, and
     * under {@code stages} a list of the arm's stages, last to first.
     *
     * @param configuration a resolved recipe with sorted keys, as a run stores it
     */
    public static ObjectNode tree(JsonNode configuration, String arm) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        for (String key : new String[] {"dataset", "augmentation", "testView", "model", "selection"}) {
            if (configuration.has(key)) {
                identity.set(key, configuration.path(key).deepCopy());
            }
        }
        ArrayNode stages = identity.putArray("stages");
        JsonNode last = configuration.path("arms").path(arm);
        JsonNode all = configuration.path("stages");
        for (JsonNode name = last; name.isString() && stages.size() <= all.size(); ) {
            JsonNode stage = all.path(name.stringValue());
            JsonNode content = stage.deepCopy();
            if (content instanceof ObjectNode object) {
                object.remove(AFTER);
            }
            stages.add(content);
            name = stage.path(AFTER);
        }
        removeNulls(identity);
        return identity;
    }

    /** A key that a later version adds with the default null leaves an arm what it was. */
    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(ArmIdentity::removeNulls);
    }
}
