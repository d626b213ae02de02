package drolt.tensor;

import org.jspecify.annotations.Nullable;

/** The engine failed; the message is one line, without the engine's own stack. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, @Nullable Throwable cause) {
        super(firstLine(message), cause);
    }

    /** The first line of an engine's message; the lines after it hold its C++ stack. */
    public static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
