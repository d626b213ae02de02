package drolt.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What keys are worth that a user's file leaves out: the parsed reference file.
 *
 * <pre>{@code
 * defaults:                     # the root's own keys
 *   seed: 1
 *   stages: !required           # documented, without a default
 * records:                      # plain records, by name
 *   shot-limits: {manyAbove: 100, fewBelow: 20}
 * kinds:                        # sealed interfaces, by name and kind
 *   radius:
 *     calibrated:
 *       delta: 0.05
 * common:                       # keys of the root that stand for one of every entry of a map
 *   batchSize: stages
 * }</pre>
 */
public final class ConfigDefaults {
    private static final String ROOT = "defaults";
    private static final String RECORDS = "records";
    private static final String KINDS = "kinds";
    private static final String COMMON = "common";

    private final Node.Mapping root;
    private final Node.Mapping records;
    private final Node.Mapping kinds;
    private final Node.Mapping common;

    private ConfigDefaults(Node.Mapping file) {
        this.root = group(file, ROOT);
        this.records = group(file, RECORDS);
        this.kinds = group(file, KINDS);
        this.common = group(file, COMMON);
    }

    /** Without any default. */
    public static ConfigDefaults none() {
        return parse("", "no defaults");
    }

    /**
     * Parses a reference file.
     *
     * @param text YAML with the keys {@code defaults}, {@code records}, {@code kinds} and {@code common}, each optional
     * @param name how messages call it
     * @throws ConfigException if it is not of that form
     */
    public static ConfigDefaults parse(String text, String name) {
        Node.Mapping file = YamlTree.parseReference(text, name);
        List<String> legal = List.of(ROOT, RECORDS, KINDS, COMMON);
        for (Map.Entry<String, Node> entry : file.entries().entrySet()) {
            if (!legal.contains(entry.getKey())) {
                throw entry.getValue()
                        .origin()
                        .error(entry.getKey(), "unknown key" + ClosestName.hint(entry.getKey(), legal));
            }
        }
        return new ConfigDefaults(file);
    }

    Node.Mapping ofRoot() {
        return root;
    }

    Node.Mapping ofRecord(String name) {
        return group(records, name);
    }

    Node.Mapping ofKind(String family, String kind) {
        return group(group(kinds, family), kind);
    }

    /** The keys that are common to the entries of a map, and that map's key. */
    Map<String, String> ofCommon() {
        Map<String, String> maps = new LinkedHashMap<>();
        common.entries().forEach((key, map) -> {
            if (!(map instanceof Node.Scalar scalar && root.entries().containsKey(scalar.text()))) {
                throw map.origin().error(key, "must name a map of the root, not " + map.description());
            }
            maps.put(key, scalar.text());
        });
        return maps;
    }

    /** Every path that the file documents: {@code kinds.radius.calibrated.delta}; a kind without keys as itself. */
    List<String> documentedPaths() {
        List<String> paths = new ArrayList<>();
        root.entries().keySet().forEach(key -> paths.add(ROOT + "." + key));
        for (String record : records.entries().keySet()) {
            addKeys(RECORDS + "." + record, group(records, record), paths);
        }
        for (String family : kinds.entries().keySet()) {
            Node.Mapping ofFamily = group(kinds, family);
            for (String kind : ofFamily.entries().keySet()) {
                addKeys(KINDS + "." + family + "." + kind, group(ofFamily, kind), paths);
            }
        }
        return paths;
    }

    private static void addKeys(String prefix, Node.Mapping group, List<String> paths) {
        if (group.entries().isEmpty()) {
            paths.add(prefix);
        }
        group.entries().keySet().forEach(key -> paths.add(prefix + "." + key));
    }

    private static Node.Mapping group(Node.Mapping parent, String key) {
        Node node = parent.entries().get(key);
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        if (node == null || (node instanceof Node.Scalar scalar && scalar.isNull())) {
            return Node.Mapping.of(Map.of(), parent.origin());
        }
        throw node.origin().error(key, "must be a group of keys, not " + node.description());
    }
}
