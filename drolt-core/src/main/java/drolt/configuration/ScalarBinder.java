package drolt.configuration;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns scalars into Java values, without guessing: 3.7 is no integer, "3" no number, yes no boolean. */
final class ScalarBinder {
    private ScalarBinder() {}

    /**
     * Turns a scalar into a value of a type.
     *
     * @param type of a number, a boolean, a string or an enum
     * @param fail makes the exception from the message
     * @return the value, or null if the type is none of these
     */
    static @Nullable Object bind(Class<?> type, Node node, Function<String, ConfigException> fail) {
        if (type == int.class || type == Integer.class) {
            return integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE, fail).intValue();
        }
        if (type == long.class || type == Long.class) {
            return integer(node, Long.MIN_VALUE, Long.MAX_VALUE, fail).longValue();
        }
        if (type == double.class || type == Double.class) {
            return decimal(node, fail);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(scalar(node, List.of(Node.Form.BOOLEAN), "true or false", fail)
                    .text());
        }
        if (type == String.class) {
            return string(node, fail);
        }
        return type.isEnum() ? constant(type, node, fail) : null;
    }

    private static BigInteger integer(Node node, long least, long most, Function<String, ConfigException> fail) {
        Node.Scalar scalar = scalar(node, List.of(Node.Form.INTEGER), "a whole number", fail);
        BigInteger value = new BigInteger(scalar.text());
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw fail.apply(scalar + " must be a whole number between " + least + " and " + most);
        }
        return value;
    }

    private static double decimal(Node node, Function<String, ConfigException> fail) {
        Node.Scalar scalar = scalar(node, List.of(Node.Form.INTEGER, Node.Form.DECIMAL), "a number", fail);
        double value;
        try {
            value = Double.parseDouble(scalar.text());
        } catch (NumberFormatException e) {
            throw fail.apply(scalar + " must be a finite number");
        }
        if (!Double.isFinite(value)) {
            throw fail.apply(scalar + " must be a finite number");
        }
        return value;
    }

    private static String string(Node node, Function<String, ConfigException> fail) {
        if (node instanceof Node.Scalar scalar && scalar.form() != Node.Form.TEXT && !scalar.isNull()) {
            throw fail.apply(scalar + " must be text; write it in quotes: \"" + Quoting.cut(scalar.text()) + "\"");
        }
        return scalar(node, List.of(Node.Form.TEXT), "text", fail).text();
    }

    private static Object constant(Class<?> type, Node node, Function<String, ConfigException> fail) {
        List<String> names = ValueType.choices(type, List.of());
        String given = node instanceof Node.Scalar scalar && !scalar.isNull() ? scalar.text() : null;
        if (given == null) {
            throw fail.apply(node.description() + " must be one of " + Quoting.list(names));
        }
        int index = names.indexOf(given);
        if (index < 0) {
            throw fail.apply(Quoting.quote(given) + " is not known here" + ClosestName.hint(given, names));
        }
        return type.getEnumConstants()[index];
    }

    private static Node.Scalar scalar(
            Node node, List<Node.Form> forms, String expectation, Function<String, ConfigException> fail) {
        if (node instanceof Node.Scalar scalar) {
            if (forms.contains(scalar.form())) {
                return scalar;
            }
            String hint = forms.contains(Node.Form.INTEGER) ? numberHint(scalar) : "";
            throw fail.apply(scalar + " must be " + expectation + hint);
        }
        throw fail.apply(node.description() + " stands where " + expectation + " must be");
    }

    /** For numbers in quotes and for forms of numbers that YAML's core does not know: .5, +1, 1_000. */
    private static String numberHint(Node.Scalar scalar) {
        String plain = scalar.text().replace("_", "").replaceFirst("^\\+", "").replaceFirst("^(-?)\\.", "$10.");
        boolean isNumber = scalar.form() == Node.Form.TEXT && plain.matches("-?\\d{1,20}(\\.\\d{0,20})?");
        return isNumber ? "; write " + plain + " without quotes" : "";
    }
}
