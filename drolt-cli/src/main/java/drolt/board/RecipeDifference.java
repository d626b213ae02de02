package drolt.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A key in which two runs differ.
 *
 * @param key path of the key, lists by position
 * @param first its value in the first run, as JSON; null: it is not there
 * @param second its value in the second
 */
record RecipeDifference(
        String key, @Nullable String first, @Nullable String second) {
    private static final List<String> COMPARED =
            List.of("configuration", "dataFingerprint", "testFingerprint", "environment", "versions");

    /** All of them, in the order of the keys; of two {@code run.json}. Recipe's keys stand without a prefix. */
    static List<RecipeDifference> between(JsonNode first, JsonNode second) {
        Map<String, String> one = values(first);
        Map<String, String> other = values(second);
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        List<RecipeDifference> differences = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(one.get(key), other.get(key))) {
                differences.add(new RecipeDifference(key, one.get(key), other.get(key)));
            }
        }
        return differences;
    }

    private static Map<String, String> values(JsonNode record) {
        Map<String, String> values = new TreeMap<>();
        for (String part : COMPARED) {
            collect(part.equals("configuration") ? "" : part, record.path(part), values);
        }
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            String prefix = path.isEmpty() ? "" : path + ".";
            node.properties().forEach(entry -> collect(prefix + entry.getKey(), entry.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), values);
            }
        } else if (!node.isMissingNode()) {
            values.put(path, node.toString());
        }
    }
}
