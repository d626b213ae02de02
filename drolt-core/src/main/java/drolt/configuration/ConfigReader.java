package drolt.configuration;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into immutable records, strictly: every mistake is one line with file, line, key and what was expected.
 *
 * <p>It walks the record's components, so it knows no experiment's keys. A component is an int, long, double, boolean
 * or their boxes, a String, an enum (written in lower-case-with-dashes), a record, a family of records (a sealed
 * interface, or one with {@code @JsonTypeInfo}; the key {@code kind} names the record by its {@code @JsonTypeName}), a {@code List<X>} or a {@code Map<String, X>}, which
 * keeps the order of the file. Only a component marked {@code @Nullable} may be null. What the file leaves out comes
 * from {@link ConfigDefaults}; a group of keys that names its {@code kind} gets that kind's defaults, one that does not
 * alters the default group. A list or a named map replaces the default one. Values are refused by the canonical
 * constructors, which throw {@link InvalidValueException}.
 *
 * <pre>{@code
 * own.yaml:14: stages.features.loss.radius.delta: 1.3 must lie strictly between 0 and 1, for example 0.05
 * }</pre>
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads one record.
     *
     * @param source text, its name, and overrides; an override that changes a {@code kind} drops the keys of the old
     *     kind that stand in the file and that the new kind does not know
     * @param type a record, or a family of records
     * @param defaults for what the text leaves out
     * @throws ConfigException at the first mistake, in one line
     */
    public static <T> T read(ConfigSource source, Class<T> type, ConfigDefaults defaults) {
        return read(source, type, defaults, List.of());
    }

    /**
     * Reads one record that holds records of open families.
     *
     * @param kinds the records of these families, each with a {@code @JsonTypeName}; {@code defaults} may lack some,
     *     whose keys the text must then all give
     * @throws ConfigException at the first mistake, in one line
     * @throws IllegalArgumentException if one of these kinds has the name of another
     */
    public static <T> T read(
            ConfigSource source, Class<T> type, ConfigDefaults defaults, Collection<Class<? extends Record>> kinds) {
        Node.Mapping tree = source.tree();
        CommonKeys common = CommonKeys.of(tree, defaults.ofCommon(), type);
        T read = type.cast(new Binder(defaults, kinds, common).bindRoot(type, common.rest(tree)));
        common.requireUsed();
        return read;
    }

    /**
     * Looks up a whole number at the top level, ignoring everything else in the text: what a program that may be too
     * old for the text asks first.
     *
     * @return null if the key is absent
     * @throws ConfigException if the text is not YAML or the value is not a whole number that fits an int
     */
    public static @Nullable Integer peekInt(ConfigSource source, String key) {
        Node node = source.tree().get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && scalar.form() == Node.Form.INTEGER) {
            BigInteger value = new BigInteger(scalar.text());
            if (value.bitLength() < Integer.SIZE) {
                return value.intValue();
            }
        }
        throw node.origin().error(key, node.description() + " must be a whole number");
    }
}
