package drolt.recipe;

import drolt.configuration.ConfigWriter;
import drolt.io.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records in the form of which fingerprints are taken: sorted keys, shortest numbers, and no key that is null.
 *
 * <p>Null means "without": a key that a later version adds with that default leaves the stages and runs findable that
 * were stored before it.
 */
public final class CanonicalForm {
    /** What happens to an image that cannot be used changes nothing in a run of those that can. */
    private static final String ON_BAD_IMAGE = "onBadImage";

    private CanonicalForm() {}

    public static ObjectNode of(Record record) {
        ObjectNode tree = (ObjectNode) Json.tree(ConfigWriter.canonicalJson(record));
        removeNulls(tree);
        if (tree.get("dataset") instanceof ObjectNode dataset) {
            dataset.remove(ON_BAD_IMAGE);
        }
        return tree;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(CanonicalForm::removeNulls);
    }
}
