package drolt.configuration;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A choice of configuration records, of which a file names one: a sealed interface, or an open one that carries
 * {@link JsonTypeInfo} and whose records the reader of the file lists.
 *
 * @param name as the reference file calls it: {@code RadiusConfig} is {@code radius}
 * @param kinds the records by kind, in the order of the {@code permits} lists, then in that of the list
 */
record Family(String name, Map<String, Class<? extends Record>> kinds) {
    /** The key that chooses the record. */
    static final String KIND = "kind";

    /** Whether a file chooses one of this interface's records by {@link #KIND}. */
    static boolean is(Class<?> type) {
        return type.isInterface() && (type.isSealed() || type.isAnnotationPresent(JsonTypeInfo.class));
    }

    /**
     * The choice that an interface declares; one that narrows another has the wider one's name.
     *
     * @param listed kinds of open families; those that do not belong to this one are passed over
     * @throws IllegalArgumentException if a kind has the name of another one
     */
    static Family of(Class<?> family, Collection<Class<? extends Record>> listed) {
        Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
        if (family.isSealed()) {
            collect(family, kinds);
        }
        for (Class<? extends Record> record : listed) {
            Class<?> before = family.isAssignableFrom(record) ? kinds.putIfAbsent(kindOf(record), record) : null;
            if (before != null && before != record) {
                throw new IllegalArgumentException(record.getName() + " is called " + kindOf(record) + ", as "
                        + before.getName() + " is; give it another @JsonTypeName");
            }
        }
        return new Family(nameOf(widest(family)), kinds);
    }

    /** The widest family that a record with a kind belongs to, null for a plain record. */
    static @Nullable Class<?> declaring(Class<?> record) {
        return record.isAnnotationPresent(JsonTypeName.class) ? familyAbove(record) : null;
    }

    private static @Nullable Class<?> familyAbove(Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            Class<?> family = is(above) ? widest(above) : familyAbove(above);
            if (family != null) {
                return family;
            }
        }
        return null;
    }

    /** The family of a record as if it had no other kind: for a component that is declared as that record. */
    static Family only(Class<?> record) {
        Class<?> declaring = declaring(record);
        String name = nameOf(declaring == null ? record : declaring);
        return new Family(name, Map.of(kindOf(record), record.asSubclass(Record.class)));
    }

    /** The kind of a record that belongs to a family. */
    static String kindOf(Class<?> record) {
        JsonTypeName annotation = record.getAnnotation(JsonTypeName.class);
        if (annotation == null) {
            throw new IllegalStateException(record.getName() + " belongs to a family and lacks @JsonTypeName");
        }
        return annotation.value();
    }

    /** {@code ShotLimits} is shot-limits, {@code RadiusConfig} is radius. */
    static String nameOf(Class<?> type) {
        return dashed(type.getSimpleName().replaceFirst("(?<=.)Config$", ""));
    }

    /** An enum's constant as a file writes it: {@code SQUARED_EUCLIDEAN} is squared-euclidean. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String dashed(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    private static Class<?> widest(Class<?> family) {
        for (Class<?> above : family.getInterfaces()) {
            if (is(above)) {
                return widest(above);
            }
        }
        return family;
    }

    private static void collect(Class<?> sealed, Map<String, Class<? extends Record>> kinds) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted, kinds);
            } else if (permitted.isRecord()) {
                Class<?> before = kinds.put(kindOf(permitted), permitted.asSubclass(Record.class));
                if (before != null && before != permitted) {
                    throw new IllegalStateException(before.getName() + " and " + permitted.getName() + " are one kind");
                }
            } else {
                throw new IllegalStateException(permitted.getName() + " is neither a record nor sealed");
            }
        }
    }
}
