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

    private InvalidValueException(String key, InvalidValueException inner) {
        super(inner.getMessage(), inner);
        this.key = key;
    }

    /** This refusal seen from an enclosing record: {@code delta} becomes {@code radius.delta}. */
    public InvalidValueException under(String group) {
        return new InvalidValueException(group + "." + key, this);
    }

    /** The record component that holds the value; dots lead into components of components. */
    public String key() {
        return key;
    }
}
