package drolt.configuration;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes configuration records as YAML or JSON, complete: every key, also those that had their defaults.
 *
 * <p>What is written reads back as an equal record, whatever the defaults are then. Takes what {@link ConfigReader}
 * gives, and plain maps, lists, strings, numbers, booleans, enums and nulls around it.
 */
public final class ConfigWriter {
    private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Pattern NOT_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|inf|infinity");

    private ConfigWriter() {}

    /** Writes block YAML, keys in the order of the components, {@code kind} first. */
    public static String yaml(Object value) {
        StringBuilder out = new StringBuilder();
        if (tree(value) instanceof Map<?, ?> map && !map.isEmpty()) {
            writeYamlMap(map, 0, out);
        } else {
            writeFlow(tree(value), true, out);
            out.append('\n');
        }
        return out.toString();
    }

    /** Writes indented JSON, keys in the order of the components, {@code kind} first. */
    public static String json(Object value) {
        StringBuilder out = new StringBuilder();
        writeIndented(tree(value), 0, out);
        return out.append('\n').toString();
    }

    /**
     * As JSON in one line with sorted keys and shortest numbers: equal values give equal text, on every JDK.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public static String canonicalJson(Object value) {
        StringBuilder out = new StringBuilder();
        writeFlow(sorted(tree(value)), false, out);
        return out.toString();
    }

    /** A number as fingerprints hold it, the same text on every JDK: {@code 2.0E-5}, {@code 0.1}, {@code 1.0E7}. */
    public static String fingerprintText(double number) {
        return ShortestDecimal.scientific(number);
    }

    /** Records as maps; scalars as their text, except for strings. */
    private static @Nullable Object tree(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return Family.nameOf(constant);
        }
        if (value instanceof Double || value instanceof Float) {
            return new Literal(ShortestDecimal.of(((Number) value).doubleValue()));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return new Literal(value.toString());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigWriter::tree).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), tree(item)));
            return entries;
        }
        if (value instanceof Record record) {
            return tree(record);
        }
        throw ValueType.unsupported(value.getClass());
    }

    private static Map<String, @Nullable Object> tree(Record record) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (Family.declaring(record.getClass()) != null) {
            entries.put(Family.KIND, Family.kindOf(record.getClass()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                entries.put(component.getName(), tree(accessor.invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        }
        return entries;
    }

    private static @Nullable Object sorted(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new TreeMap<>();
            map.forEach((key, item) -> entries.put((String) key, sorted(item)));
            return entries;
        }
        return tree instanceof List<?> list
                ? list.stream().map(ConfigWriter::sorted).toList()
                : tree;
    }

    private static void writeYamlMap(Map<?, ?> map, int indent, StringBuilder out) {
        map.forEach((key, item) -> {
            out.append("  ".repeat(indent)).append(yamlText((String) key)).append(':');
            if (item instanceof Map<?, ?> group && !group.isEmpty()) {
                out.append('\n');
                writeYamlMap(group, indent + 1, out);
            } else if (item instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
                out.append('\n');
                for (Object element : list) {
                    out.append("  ".repeat(indent + 1)).append("- ");
                    writeFlow(element, true, out);
                    out.append('\n');
                }
            } else {
                out.append(' ');
                writeFlow(item, true, out);
                out.append('\n');
            }
        });
    }

    private static void writeFlow(@Nullable Object tree, boolean isYaml, StringBuilder out) {
        String comma = isYaml ? ", " : ",";
        if (tree instanceof Map<?, ?> map) {
            String separator = "";
            out.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator).append(text((String) entry.getKey(), isYaml));
                out.append(isYaml ? ": " : ":");
                writeFlow(entry.getValue(), isYaml, out);
                separator = comma;
            }
            out.append('}');
        } else if (tree instanceof List<?> list) {
            String separator = "";
            out.append('[');
            for (Object item : list) {
                out.append(separator);
                writeFlow(item, isYaml, out);
                separator = comma;
            }
            out.append(']');
        } else {
            out.append(tree instanceof String string ? text(string, isYaml) : String.valueOf(tree));
        }
    }

    private static void writeIndented(@Nullable Object tree, int indent, StringBuilder out) {
        boolean nested = tree instanceof Map<?, ?> map
                ? !map.isEmpty()
                : tree instanceof List<?> list
                        && list.stream().anyMatch(item -> item instanceof Map || item instanceof List);
        if (!nested) {
            writeFlow(tree, false, out);
            return;
        }
        String separator = "";
        String inner = "\n" + "  ".repeat(indent + 1);
        out.append(tree instanceof Map ? '{' : '[');
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator).append(inner).append(quoted((String) entry.getKey()));
                out.append(": ");
                writeIndented(entry.getValue(), indent + 1, out);
                separator = ",";
            }
        } else if (tree instanceof List<?> list) {
            for (Object item : list) {
                out.append(separator).append(inner);
                writeIndented(item, indent + 1, out);
                separator = ",";
            }
        }
        out.append('\n').append("  ".repeat(indent)).append(tree instanceof Map ? '}' : ']');
    }

    private static String text(String text, boolean isYaml) {
        return isYaml ? yamlText(text) : quoted(text);
    }

    private static String yamlText(String text) {
        boolean isPlain =
                PLAIN_TEXT.matcher(text).matches() && !NOT_TEXT.matcher(text).matches();
        return isPlain ? text : quoted(text);
    }

    /** Between double quotes: JSON's escapes are YAML's, too. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if ((c >= ' ' && c < 0x7f) || (c > 0xa0 && c < 0x2000)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }

    /** The text of a number or a boolean, which stands without quotes. */
    private record Literal(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
