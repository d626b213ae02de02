package drolt.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a configuration file and the place where it stands, before anything is known of types. */
sealed interface Node {
    /** The place to name in a message; for the value of a key, the key's. */
    Origin origin();

    /** What it is, for a message that says what it should have been. */
    String description();

    /** How a scalar was written. */
    enum Form {
        INTEGER,
        DECIMAL,
        BOOLEAN,
        TEXT,
        NULL,
        /** Only in the reference file: documented, but without a default. */
        REQUIRED
    }

    /**
     * A single value.
     *
     * @param text as written, without quotation marks
     */
    record Scalar(String text, Form form, Origin origin) implements Node {
        boolean isNull() {
            return form == Form.NULL;
        }

        @Override
        public String description() {
            return toString();
        }

        @Override
        public String toString() {
            return form == Form.NULL ? "null" : form == Form.TEXT ? Quoting.quote(text) : Quoting.cut(text);
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Origin origin) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        Sequence with(int index, Node item) {
            List<Node> changed = new ArrayList<>(items);
            changed.set(index, item);
            return new Sequence(changed, origin);
        }

        @Override
        public String description() {
            return "a list";
        }
    }

    /**
     * Keys and values, in the order of the file.
     *
     * @param implicit true if no one wrote it: overrides of single keys within it brought it about, so that it alters
     *     a default and does not replace it
     * @param replacedKind what {@code kind} was before an override changed it
     */
    record Mapping(
            Map<String, Node> entries,
            Origin origin,
            boolean implicit,
            @Nullable Scalar replacedKind) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Mapping of(Map<String, Node> entries, Origin origin) {
            return new Mapping(entries, origin, false, null);
        }

        static Mapping implicit(Origin origin) {
            return new Mapping(Map.of(), origin, true, null);
        }

        /** The value of a key; null if it is absent or has only been documented, without a default. */
        @Nullable
        Node get(String key) {
            Node value = entries.get(key);
            return value instanceof Scalar scalar && scalar.form() == Form.REQUIRED ? null : value;
        }

        Mapping with(String key, Node value) {
            Map<String, Node> changed = new LinkedHashMap<>(entries);
            Node old = changed.put(key, value);
            boolean kindChanges = key.equals(Family.KIND)
                    && old instanceof Scalar
                    && !old.origin().isOverride();
            return new Mapping(changed, origin, implicit, kindChanges ? (Scalar) old : replacedKind);
        }

        Mapping without(String key) {
            Map<String, Node> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(changed, origin, implicit, replacedKind);
        }

        @Override
        public String description() {
            return "a group of keys";
        }
    }
}
