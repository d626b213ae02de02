package drolt.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a tree into records, filling in defaults and refusing what does not belong. */
final class Binder {
    /** Deeper than any file may be, so only defaults that contain themselves get here. */
    private static final int DEEPEST = 2 * YamlTree.DEEPEST;

    private final ConfigDefaults defaults;
    private final Collection<Class<? extends Record>> kinds;
    private final CommonKeys common;

    /**
     * @param kinds records of open families
     * @param common keys of the root that entries of its maps have in common
     */
    Binder(ConfigDefaults defaults, Collection<Class<? extends Record>> kinds, CommonKeys common) {
        this.defaults = defaults;
        this.kinds = kinds;
        this.common = common;
    }

    Object bindRoot(Class<?> type, Node.Mapping tree) {
        Place place = Place.root(tree.origin());
        if (type.isRecord() && Family.declaring(type) == null) {
            return bindRecord(type, tree, List.of(defaults.ofRoot()), place);
        }
        return bind(type, tree, null, place);
    }

    private Object bind(Type type, Node given, @Nullable Node standard, Place place) {
        if (place.depth() > DEEPEST) {
            throw new IllegalStateException("the defaults of " + place.path() + " contain themselves");
        }
        Class<?> raw = ValueType.rawClass(type);
        Object scalar = ScalarBinder.bind(raw, given, place::error);
        if (scalar != null) {
            return scalar;
        }
        if (raw == List.class) {
            return bindList(type, given, place);
        }
        if (!(given instanceof Node.Mapping mapping)) {
            throw place.error(mismatch(type, given));
        }
        Node.Mapping base = standard instanceof Node.Mapping group ? group : null;
        if (raw == Map.class) {
            return bindMap(type, mapping, base, place);
        }
        if (raw.isRecord()) {
            Class<?> family = Family.declaring(raw);
            return family == null
                    ? bindRecord(raw, mapping, layers(base, defaults.ofRecord(Family.nameOf(raw))), place)
                    : bindKind(raw, Family.only(raw), mapping, base, place);
        }
        if (Family.is(raw)) {
            return bindKind(raw, Family.of(raw, kinds), mapping, base, place);
        }
        throw ValueType.unsupported(type);
    }

    private List<Object> bindList(Type type, Node given, Place place) {
        if (!(given instanceof Node.Sequence list)) {
            throw place.error(mismatch(type, given));
        }
        List<Object> items = new ArrayList<>();
        for (Node item : list.items()) {
            items.add(bind(ValueType.itemType(type), item, null, place.of(String.valueOf(items.size()), item)));
        }
        return List.copyOf(items);
    }

    private Map<String, Object> bindMap(Type type, Node.Mapping given, Node.@Nullable Mapping base, Place place) {
        Type valueType = ValueType.itemType(type);
        Map<String, Object> values = new LinkedHashMap<>();
        // a user's map replaces the default one; only overrides of single entries alter it
        Map<String, Node> kept = given.implicit() && base != null ? base.entries() : Map.of();
        for (Map.Entry<String, Node> entry : kept.entrySet()) {
            String key = entry.getKey();
            Node own = given.get(key);
            values.put(
                    key,
                    own == null
                            ? bind(valueType, entry.getValue(), null, place.ofDefault(key))
                            : bind(valueType, own, entry.getValue(), place.of(key, own)));
        }
        for (Map.Entry<String, Node> entry : given.entries().entrySet()) {
            String key = entry.getKey();
            if (!kept.containsKey(key)) {
                values.put(key, bind(valueType, entry.getValue(), null, place.of(key, entry.getValue())));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private Object bindKind(
            Class<?> declared, Family family, Node.Mapping given, Node.@Nullable Mapping standard, Place place) {
        KindChoice choice = KindChoice.of(declared, family, given, standard, place);
        Node.Mapping ofKind = defaults.ofKind(family.name(), choice.kind());
        Node.Mapping content = common.into(choice.content(), choice.record(), place);
        return bindRecord(choice.record(), content, layers(choice.base(), ofKind), place);
    }

    private Object bindRecord(Class<?> record, Node.Mapping given, List<Node.Mapping> standards, Place place) {
        RecordComponent[] components = record.getRecordComponents();
        refuseUnknownKeys(record, given, standards, place);
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(components[i], given, standards, place);
        }
        return construct(record, components, arguments, given, place);
    }

    private void refuseUnknownKeys(Class<?> record, Node.Mapping given, List<Node.Mapping> standards, Place place) {
        List<String> legal = ValueType.componentNames(record);
        Node.Mapping known = given;
        for (String key : given.entries().keySet()) {
            known = legal.contains(key) ? known : known.without(key);
        }
        for (Map.Entry<String, Node> entry : given.entries().entrySet()) {
            String key = entry.getKey();
            if (!legal.contains(key)) {
                boolean slip = names(legal, place).stream().anyMatch(key::equalsIgnoreCase);
                List<String> deeper = slip ? List.of() : deeper(key, record, known, standards, place);
                Place at = place.of(key, entry.getValue());
                throw at.error("unknown key"
                        + (deeper.isEmpty() ? ClosestName.hint(key, names(legal, place)) : ClosestName.those(deeper)));
            }
        }
    }

    private List<String> names(List<String> legal, Place place) {
        List<String> names = new ArrayList<>(legal);
        names.addAll(place.depth() == 0 ? common.names() : List.of());
        return names;
    }

    /** Where a key stands that was given too far up; nowhere, if what else was given is not right either. */
    private List<String> deeper(
            String key, Class<?> record, Node.Mapping known, List<Node.Mapping> standards, Place place) {
        try {
            return KeyPaths.named((Record) bindRecord(record, known, standards, place), key).stream()
                    .map(path -> KeyPaths.join(place.path(), path))
                    .toList();
        } catch (ConfigException e) {
            return List.of();
        }
    }

    private @Nullable Object argument(
            RecordComponent component, Node.Mapping given, List<Node.Mapping> standards, Place place) {
        String key = component.getName();
        Node own = given.get(key);
        Node standard = standards.stream()
                .filter(layer -> layer.entries().containsKey(key))
                .findFirst()
                .map(layer -> layer.get(key))
                .orElse(null);
        Node value = own == null ? standard : own;
        if (value == null) {
            throw place.missing(key, ValueType.expectation(component.getGenericType(), kinds));
        }
        Place at = own == null ? place.ofDefault(key) : place.of(key, own);
        if (value instanceof Node.Scalar scalar && scalar.isNull()) {
            if (ValueType.isNullable(component)) {
                return null;
            }
            throw at.error("has no value; expected " + ValueType.expectation(component.getGenericType(), kinds));
        }
        return bind(component.getGenericType(), value, own == null ? null : standard, at);
    }

    private static Object construct(
            Class<?> record,
            RecordComponent[] components,
            @Nullable Object[] arguments,
            Node.Mapping given,
            Place place) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw refused(e.getCause(), given, place);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getName() + " cannot be made", e);
        }
    }

    /** The place of a key that may lead through groups; names of stages and arms may hold dots themselves. */
    private static Place find(String key, Node.Mapping group, Place place) {
        for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
            String first = key.substring(0, end);
            Node value = group.get(first);
            if (value != null) {
                Place at = place.of(first, value);
                boolean isWhole = end == key.length();
                return !isWhole && value instanceof Node.Mapping inner ? find(key.substring(end + 1), inner, at) : at;
            }
        }
        return place.ofDefault(key);
    }

    private static RuntimeException refused(@Nullable Throwable cause, Node.Mapping given, Place place) {
        if (cause instanceof InvalidValueException invalid) {
            return withCause(find(invalid.key(), given, place).error(oneLine(invalid)), invalid);
        }
        if (cause instanceof IllegalArgumentException || cause instanceof ConfigException) {
            return withCause(place.error(oneLine(cause)), cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }

    private static ConfigException withCause(ConfigException e, Throwable cause) {
        e.initCause(cause);
        return e;
    }

    private static String oneLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceAll("[\\s\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+", " ");
    }

    private String mismatch(Type type, Node given) {
        List<String> choices = ValueType.choices(ValueType.rawClass(type), kinds);
        String hint = given instanceof Node.Scalar scalar && choices.contains(scalar.text())
                ? "; write {kind: " + scalar.text() + "}"
                : "";
        return given.description() + " must be " + ValueType.expectation(type, kinds) + hint;
    }

    private static List<Node.Mapping> layers(Node.@Nullable Mapping base, Node.Mapping standard) {
        return base == null ? List.of(standard) : List.of(base, standard);
    }
}
