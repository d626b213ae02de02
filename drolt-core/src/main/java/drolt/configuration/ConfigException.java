package drolt.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in what the user gave, in one line: what is wrong, where, how to mend it.
 *
 * <p>The command line prints the message and exits with code 2. Also thrown for data and files that are not what they
 * should be; it never means a bug.
 */
public class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(OneLine.of(message));
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(OneLine.of(message), cause);
    }
}
