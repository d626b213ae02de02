package drolt.io;

import drolt.configuration.ConfigWriter;
import java.util.Map;
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

    /**
     * The text that fingerprints are digests of. It is written here and not by a library, so that no update of one makes
     * stored stages unfindable.
     */
    public static String text(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            String comma = "{";
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                out.append(comma);
                quote(entry.getKey(), out);
                write(entry.getValue(), out.append(':'));
                comma = ",";
            }
            out.append(object.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String comma = "[";
            for (JsonNode item : node) {
                write(item, out.append(comma));
                comma = ",";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isString()) {
            quote(node.stringValue(), out);
        } else if (node.isFloatingPointNumber()) {
            out.append(ConfigWriter.fingerprintText(node.doubleValue()));
        } else {
            out.append(node.asString("null")); // whole numbers, true, false, null
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\', '/' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
