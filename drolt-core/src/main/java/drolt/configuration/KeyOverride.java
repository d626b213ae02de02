package drolt.configuration;

import java.util.List;

/**
 * One {@code --set key.path=value}.
 *
 * @param path the key, its parts joined by dots
 * @param value YAML of one value: a scalar, a flow list or a flow map
 */
record KeyOverride(String path, String value) {
    /**
     * Takes an assignment apart.
     *
     * @param assignment {@code key.path=value}
     * @throws ConfigException if it is not of that form
     */
    static KeyOverride parse(String assignment) {
        int equals = assignment.indexOf('=');
        String path = equals < 0 ? "" : assignment.substring(0, equals).strip();
        String value = assignment.substring(equals + 1).strip();
        if (path.isEmpty() || value.isEmpty() || List.of(path.split("\\.", -1)).contains("")) {
            throw new ConfigException("--set " + Quoting.cut(assignment)
                    + ": is not of the form key.path=value, for example --set dataset.imbalanceFactor=50");
        }
        return new KeyOverride(path, value);
    }

    /** The tree with this override's value in it; groups of keys on the way to it are made where they are absent. */
    Node.Mapping applyTo(Node.Mapping root) {
        Origin origin = new Origin(root.origin().name(), 1, this);
        Node parsed = YamlTree.parseValue(value, origin);
        return (Node.Mapping) replaced(root, List.of(path.split("\\.")), 0, parsed);
    }

    private Node replaced(Node at, List<String> keys, int depth, Node value) {
        if (depth == keys.size()) {
            return value;
        }
        String key = keys.get(depth);
        if (at instanceof Node.Sequence list) {
            int index = indexIn(list, key, keys.subList(0, depth), value.origin());
            return list.with(index, replaced(list.items().get(index), keys, depth + 1, value));
        }
        if (at instanceof Node.Scalar scalar && !scalar.isNull()) {
            throw value.origin()
                    .error(path, String.join(".", keys.subList(0, depth)) + " is " + scalar + ", not a group of keys");
        }
        Node.Mapping group = at instanceof Node.Mapping mapping ? mapping : Node.Mapping.implicit(value.origin());
        Node old = group.entries().get(key);
        Node next = old == null && depth + 1 < keys.size() ? Node.Mapping.implicit(value.origin()) : old;
        return group.with(key, next == null ? value : replaced(next, keys, depth + 1, value));
    }

    private int indexIn(Node.Sequence list, String key, List<String> parents, Origin origin) {
        int size = list.items().size();
        boolean isNumber = !key.isEmpty() && key.length() < 7 && key.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Integer.parseInt(key) >= size) {
            throw origin.error(
                    path,
                    String.join(".", parents) + " is a list of " + size + "; name one of its places, counted from 0");
        }
        return Integer.parseInt(key);
    }

    /** The override as the user typed it. */
    @Override
    public String toString() {
        return "--set " + Quoting.cut(path + "=" + value);
    }
}
