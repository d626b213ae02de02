package drolt.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Where a value was written: a line of a file, or an override of the command line.
 *
 * @param name the file as the user named it
 * @param line counted from 1
 * @param override what overrode the file, null for a value of the file itself
 */
record Origin(String name, int line, @Nullable KeyOverride override) {
    static Origin inFile(String name, int line) {
        return new Origin(name, line, null);
    }

    boolean isOverride() {
        return override != null;
    }

    /** The one line for a mistake at this place. */
    ConfigException error(String path, String message) {
        return new ConfigException(prefix(path) + message);
    }

    /** The one line for a mistake at this place, with its cause. */
    ConfigException error(String path, String message, Throwable cause) {
        return new ConfigException(prefix(path) + message, cause);
    }

    private String prefix(String path) {
        if (override == null) {
            return name + ":" + line + ": " + (path.isEmpty() ? "" : Quoting.cut(path) + ": ");
        }
        return override + ": " + (path.isEmpty() || path.equals(override.path()) ? "" : Quoting.cut(path) + ": ");
    }
}
