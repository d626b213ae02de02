package drolt.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line as one would type it, for messages that say how to go on and for notes of what made a file. */
final class TypedCommand {
    private final StringBuilder line;

    /**
     * @param command its name, after {@code drolt}
     */
    TypedCommand(String command) {
        line = new StringBuilder("drolt ").append(command);
    }

    /** Adds a parameter. */
    TypedCommand parameter(Object value) {
        line.append(' ').append(ShellWord.of(value.toString()));
        return this;
    }

    /** Adds parameters. */
    TypedCommand parameters(List<?> values) {
        values.forEach(this::parameter);
        return this;
    }

    /** Adds an option without a value if it was given. */
    TypedCommand flag(String name, boolean given) {
        if (given) {
            line.append(' ').append(name);
        }
        return this;
    }

    /** Adds an option if it has a value. */
    TypedCommand option(String name, @Nullable Object value) {
        return value == null ? this : flag(name, true).parameter(value);
    }

    /** Adds an option for every value. */
    TypedCommand options(String name, List<?> values) {
        values.forEach(value -> option(name, value));
        return this;
    }

    /** Adds an option if it has values, all of them in one, with commas. */
    TypedCommand joined(String name, List<String> values) {
        return option(name, values.isEmpty() ? null : String.join(",", values));
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
