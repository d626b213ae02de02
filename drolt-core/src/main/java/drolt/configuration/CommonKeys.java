package drolt.configuration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keys at the root of a file that stand for the same key in every entry of a map: {@code batchSize} for that of each
 * stage.
 *
 * <p>An entry's own key outranks the common one, and the command line outranks the file. The records that are bound know
 * nothing of it: what is read is what one would have written entry by entry.
 */
final class CommonKeys {
    private final Map<String, String> maps;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * @param maps the map that each key is for
     */
    private CommonKeys(Map<String, String> maps) {
        this.maps = maps;
    }

    /**
     * Those that a file gives, of those that there are.
     *
     * @param type what is read; where it has no such map, the key is its own
     */
    static CommonKeys of(Node.Mapping root, Map<String, String> maps, Class<?> type) {
        Map<String, String> present = new LinkedHashMap<>(maps);
        present.values()
                .removeIf(map ->
                        !type.isRecord() || !ValueType.componentNames(type).contains(map));
        CommonKeys common = new CommonKeys(present);
        for (String key : present.keySet()) {
            Node value = root.get(key);
            if (value != null && !(value instanceof Node.Scalar scalar && scalar.isNull())) {
                common.values.put(key, value);
            }
        }
        return common;
    }

    /** Their names. */
    Set<String> names() {
        return maps.keySet();
    }

    /** The root without them. */
    Node.Mapping rest(Node.Mapping root) {
        Node.Mapping rest = root;
        for (String key : maps.keySet()) {
            rest = rest.without(key);
        }
        return rest;
    }

    /** An entry of a map with the common values that its record knows and that nothing nearer outranks. */
    Node.Mapping into(Node.Mapping entry, Class<?> record, Place place) {
        Node.Mapping full = entry;
        for (Map.Entry<String, Node> common : values.entrySet()) {
            String key = common.getKey();
            boolean meant = place.depth() == 2
                    && place.path().startsWith(maps.get(key) + ".")
                    && ValueType.componentNames(record).contains(key);
            if (meant) {
                used.add(key);
                Node own = entry.get(key);
                boolean outranks = common.getValue().origin().isOverride()
                        && own != null
                        && !own.origin().isOverride();
                full = own == null || outranks ? full.with(key, common.getValue()) : full;
            }
        }
        return full;
    }

    /**
     * Refuses what nothing takes.
     *
     * @throws ConfigException if a key was given that no entry has
     */
    void requireUsed() {
        values.forEach((key, value) -> {
            if (!used.contains(key)) {
                throw value.origin().error(key, "none of the " + maps.get(key) + " has such a key");
            }
        });
    }
}
