package drolt.configuration;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every key that a file of one root type can hold: what the reference file must document, no more and no less.
 *
 * @param groups the root, the plain records and the kinds, in the order in which they are met
 */
public record ConfigSchema(List<Group> groups) {
    public ConfigSchema {
        groups = List.copyOf(groups);
    }

    /**
     * A record's keys.
     *
     * @param path its place in the reference file: {@code defaults}, {@code records.shot-limits} or
     *     {@code kinds.radius.calibrated}
     * @param family the family's or record's name, empty for the root
     * @param kind which of a family, null for the root and for plain records
     * @param record the record
     * @param keys in the order of its components
     */
    public record Group(
            String path, String family, @Nullable String kind, Class<? extends Record> record, List<Key> keys) {
        public Group {
            keys = List.copyOf(keys);
        }
    }

    /**
     * One key of a group.
     *
     * @param name as it is written
     * @param expectation what its value must be, in words
     * @param nullable whether it may be null
     * @param choices the legal words of an enum, the kinds of a family, else empty
     */
    public record Key(String name, String expectation, boolean nullable, List<String> choices) {
        public Key {
            choices = List.copyOf(choices);
        }
    }

    /**
     * The schema of a record type.
     *
     * @param kinds the records of open families
     * @throws IllegalStateException if a component has a type that no file can express, or two types share a name
     */
    public static ConfigSchema of(Class<? extends Record> root, Collection<Class<? extends Record>> kinds) {
        Walk walk = new Walk(kinds);
        walk.addRecord("defaults", "", null, root);
        return new ConfigSchema(walk.groups);
    }

    /**
     * Compares with what a reference file documents.
     *
     * @return a line for each key or kind that the file lacks and for each that it has and should not; empty if the
     *     file is complete
     */
    public List<String> differences(ConfigDefaults reference) {
        Set<String> documented = new LinkedHashSet<>(reference.documentedPaths());
        Set<String> expected = new LinkedHashSet<>();
        for (Group group : groups) {
            if (group.keys().isEmpty()) {
                expected.add(group.path());
            }
            group.keys().forEach(key -> expected.add(group.path() + "." + key.name()));
        }
        List<String> lines = new ArrayList<>();
        expected.stream().filter(path -> !documented.contains(path)).forEach(path -> lines.add(path + " is missing"));
        documented.stream()
                .filter(path -> !expected.contains(path))
                .forEach(path -> lines.add(path + " belongs to nothing" + ClosestName.hint(path, expected)));
        return lines;
    }

    private static final class Walk {
        private final Collection<Class<? extends Record>> kinds;
        private final List<Group> groups = new ArrayList<>();
        private final Map<String, Class<?>> seen = new HashMap<>();

        private Walk(Collection<Class<? extends Record>> kinds) {
            this.kinds = kinds;
        }

        private void addRecord(String path, String family, @Nullable String kind, Class<?> record) {
            Class<?> before = seen.put(path, record);
            if (before == record) {
                return;
            }
            if (before != null) {
                throw new IllegalStateException(before.getName() + " and " + record.getName() + " are both " + path);
            }
            List<Key> keys = new ArrayList<>();
            for (RecordComponent component : record.getRecordComponents()) {
                keys.add(new Key(
                        component.getName(),
                        ValueType.expectation(component.getGenericType(), kinds),
                        ValueType.isNullable(component),
                        ValueType.choices(ValueType.rawClass(component.getGenericType()), kinds)));
            }
            groups.add(new Group(path, family, kind, record.asSubclass(Record.class), keys));
            for (RecordComponent component : record.getRecordComponents()) {
                add(component.getGenericType());
            }
        }

        private void add(Type type) {
            Class<?> raw = ValueType.rawClass(type);
            if (raw == List.class || raw == Map.class) {
                add(ValueType.itemType(type));
            } else if (Family.is(raw)) {
                addFamily(Family.of(raw, kinds));
            } else if (raw.isRecord()) {
                Class<?> family = Family.declaring(raw);
                if (family == null) {
                    String name = Family.nameOf(raw);
                    addRecord("records." + name, name, null, raw);
                } else {
                    addFamily(Family.only(raw));
                }
            }
        }

        private void addFamily(Family family) {
            family.kinds()
                    .forEach((kind, record) ->
                            addRecord("kinds." + family.name() + "." + kind, family.name(), kind, record));
        }
    }
}
