package drolt.configuration;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A closed choice of configuration records: a sealed interface, of whose records a file names one.
 *
 * @param name as the reference file calls it: {@code RadiusConfig} is {@code radius}
 * @param kinds the records by kind, in the order of the {@code permits} lists
 */
record Family(String name, Map<String, Class<? extends Record>> kinds) {
    /** The key that chooses the record. */
    static final String KIND = "kind";

    /** The choice that a sealed interface declares; one that narrows another has the wider one's name. */
    static Family of(Class<?> sealed) {
        Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
        collect(sealed, kinds);
        return new Family(nameOf(widest(sealed)), kinds);
    }

    /**
     * The choice together with kinds from outside, those of them that belong to it.
     *
     * @throws IllegalArgumentException if a kind has the name of another one
     */
    static Family of(Class<?> sealed, Collection<Class<? extends Record>> outside) {
        Family own = of(sealed);
        Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>(own.kinds());
        for (Class<? extends Record> record : outside) {
            Class<?> before = sealed.isAssignableFrom(record) ? kinds.putIfAbsent(kindOf(record), record) : null;
            if (before != null && before != record) {
                throw new IllegalArgumentException(record.getName() + " is called " + kindOf(record) + ", as "
                        + before.getName() + " is; give it another @JsonTypeName");
            }
        }
        return new Family(own.name(), kinds);
    }

    /** The widest family that a record with a kind belongs to, null for a plain record. */
    static @Nullable Class<?> declaring(Class<?> record) {
        return record.isAnnotationPresent(JsonTypeName.class) ? sealedAbove(record) : null;
    }

    private static @Nullable Class<?> sealedAbove(Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            Class<?> sealed = above.isSealed() ? widest(above) : sealedAbove(above);
            if (sealed != null) {
                return sealed;
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
            throw new IllegalStateException(
                    record.getName() + " belongs to a sealed interface and lacks @JsonTypeName");
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

    private static Class<?> widest(Class<?> sealed) {
        for (Class<?> above : sealed.getInterfaces()) {
            if (above.isSealed()) {
                return widest(above);
            }
        }
        return sealed;
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
            } else if (!permitted.isInterface()) { // one that is open names records that only its user knows
                throw new IllegalStateException(permitted.getName() + " is neither a record nor sealed");
            }
        }
    }
}
