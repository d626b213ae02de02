package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.io.RecordFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes garbage of a record: values that no writer wrote, parts that are gone, doubled or of other types, cut and flipped bytes. */
public final class Garbage {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONG = 70_000;

    private final Random random;

    public Garbage(long seed) {
        random = new Random(seed);
    }

    /** Something like a record: with a digest that fits it, or with none. */
    public byte[] of(String record) {
        JsonNode tree = MAPPER.readTree(RecordFiles.unsealed(record));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            tree = change(tree);
        }
        String text = MAPPER.writeValueAsString(tree) + "\n";
        boolean sealed = tree instanceof ObjectNode object && !object.isEmpty() && random.nextBoolean();
        byte[] bytes = (sealed ? RecordFiles.sealed(text) : text).getBytes(StandardCharsets.UTF_8);
        return random.nextInt(8) == 0 ? broken(bytes) : bytes;
    }

    private byte[] broken(byte[] bytes) {
        if (random.nextBoolean()) {
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private JsonNode change(JsonNode tree) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        if (containers.isEmpty() || random.nextInt(50) == 0) {
            return value();
        }
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "\u001b[31m", object.remove(name));
                default -> object.set(name, value());
            }
        } else if (chosen instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 -> array.add(array.get(at).deepCopy());
                default -> array.set(at, value());
            }
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainer() && !node.isEmpty()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    private JsonNode value() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(13)) {
            case 0 -> make.nullNode();
            case 1 -> make.arrayNode();
            case 2 -> make.objectNode();
            case 3 -> make.numberNode(-1);
            case 4 -> make.numberNode(Integer.MAX_VALUE);
            case 5 -> make.numberNode(1e308);
            case 6 -> make.stringNode("");
            case 7 -> make.stringNode("a\u001b[2J\nb\u202E\u0000");
            case 8 -> make.stringNode("x".repeat(LONG));
            case 9 -> make.booleanNode(true);
            case 10 -> make.stringNode("NaN");
            case 11 -> make.arrayNode().add(make.nullNode());
            default -> make.numberNode(random.nextInt(200) - 20);
        };
    }

    /** A message is one that a user may see: one line, not too long, nothing that a terminal obeys. */
    public static void requireReadable(String message) {
        assertThat(message.length()).isLessThanOrEqualTo(1200);
        assertThat(message.chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202E');
    }
}
