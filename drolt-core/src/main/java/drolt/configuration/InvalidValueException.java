package drolt.configuration;

/**
 * A value that a configuration record refuses.
 *
 * <p>Thrown by the canonical constructors of configuration records; {@link ConfigReader} turns it into a
 * {@link ConfigException} with file and line.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the record component, for example {@code delta}
     * @param value what it was
     * @param expectation what it must be, a phrase that follows the value: "must lie in (0, 1), for example 0.05"
     */
    public InvalidValueException(String key, Object value, String expectation) {
        super(value + " " + expectation);
        this.key = key;
    }

    /** The record component that holds the value. */
    public String key() {
        return key;
    }
}
