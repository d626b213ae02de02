package drolt.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record component can hold, in the words of the messages and of the reference. */
final class ValueType {
    private ValueType() {}

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    /** The type of a list's items or of a map's values. */
    static Type itemType(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return arguments[0];
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return arguments[1];
            }
        }
        throw unsupported(type);
    }

    /**
     * A phrase that follows "must be" and "expected".
     *
     * @param listed kinds of open families
     */
    static String expectation(Type type, Collection<Class<? extends Record>> listed) {
        Class<?> raw = rawClass(type);
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return "a whole number";
        }
        if (raw == double.class || raw == Double.class) {
            return "a number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        if (raw == String.class) {
            return "text";
        }
        if (raw.isEnum()) {
            return "one of " + Quoting.list(choices(raw, listed));
        }
        if (raw == List.class) {
            return "a list, each item " + expectation(itemType(type), listed);
        }
        if (raw == Map.class) {
            return "a group of names, each with " + expectation(itemType(type), listed);
        }
        if (Family.is(raw)) {
            return "a group of keys with a kind (one of " + Quoting.list(choices(raw, listed)) + ")";
        }
        if (raw.isRecord()) {
            return "a group of keys (" + Quoting.list(componentNames(raw)) + ")";
        }
        throw unsupported(type);
    }

    /** The legal names where the type is a choice (an enum or a family), else empty. */
    static List<String> choices(Class<?> type, Collection<Class<? extends Record>> listed) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Family.nameOf((Enum<?>) constant))
                    .toList();
        }
        if (Family.is(type)) {
            return List.copyOf(Family.of(type, listed).kinds().keySet());
        }
        return List.of();
    }

    static List<String> componentNames(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    static IllegalStateException unsupported(Type type) {
        return new IllegalStateException(type.getTypeName() + " cannot stand in a configuration record");
    }
}
