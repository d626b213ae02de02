package drolt.cli.campaign;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes one or a few places of a tree of JSON or YAML into something that nobody would write there. */
final class TreeMutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 150; // three changes within each other stay below what JSON may be written with
    private static final int LONG = 100_000;

    private final Random random;

    TreeMutation(Random random) {
        this.random = random;
    }

    /** A changed copy. */
    JsonNode of(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            List<JsonNode> places = new ArrayList<>();
            collect(copy, places);
            if (places.isEmpty() || random.nextInt(60) == 0) {
                return value(copy);
            }
            change(places.get(random.nextInt(places.size())));
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainer() && !node.isEmpty()) {
            places.add(node);
        }
        node.forEach(child -> collect(child, places));
    }

    private void change(JsonNode place) {
        if (place instanceof ObjectNode object) {
            List<String> keys = List.copyOf(object.propertyNames());
            String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(5)) {
                case 0 -> object.remove(key);
                case 1 -> object.set(misspelt(key), object.remove(key));
                case 2 -> object.set(misspelt(key), value(object.get(key)));
                default -> object.set(key, value(object.get(key)));
            }
        } else if (place instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(array.get(index).deepCopy());
                default -> array.set(index, value(array.get(index)));
            }
        }
    }

    private String misspelt(String key) {
        return switch (random.nextInt(4)) {
            case 0 -> key + "x";
            case 1 -> key.substring(0, key.length() - 1);
            case 2 -> "";
            default -> key.toUpperCase(Locale.ROOT) + "\u001b[2J\u0000";
        };
    }

    /** Something in the place of a value. */
    private JsonNode value(JsonNode before) {
        if (before.isNumber() && !before.isBigInteger() && random.nextBoolean()) {
            double[] odd = {-1, 0, 1e300, -1e300, Integer.MAX_VALUE, Long.MAX_VALUE, 0.5, before.asDouble() + 1};
            double number = odd[random.nextInt(odd.length)];
            return number == Math.rint(number) && Math.abs(number) < 1e18
                    ? NODES.numberNode((long) number)
                    : NODES.numberNode(number);
        }
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.arrayNode();
            case 2 -> NODES.objectNode();
            case 3 -> NODES.stringNode("");
            case 4 -> NODES.stringNode("x".repeat(LONG));
            case 5 -> NODES.stringNode("\u001b[31mred\r\n\u0000\u0007\tat drolt.cli.Main");
            case 6 -> NODES.numberNode(-random.nextInt(1000));
            case 7 -> NODES.numberNode(new BigInteger("9".repeat(400)));
            case 8 -> NODES.booleanNode(random.nextBoolean());
            case 9 -> NODES.arrayNode().add(NODES.nullNode()).add(before.deepCopy());
            case 10 -> NODES.objectNode().set("kind", NODES.stringNode("../../etc/passwd"));
            default -> deep();
        };
    }

    private static JsonNode deep() {
        ArrayNode outer = NODES.arrayNode();
        ArrayNode inner = outer;
        for (int i = 0; i < DEEP; i++) {
            inner = inner.addArray();
        }
        return outer;
    }
}
