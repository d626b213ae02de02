package drolt.data;

import drolt.configuration.ConfigException;

/** A data set that is not where it was looked for; not one that is there and broken. */
public final class MissingDataException extends ConfigException {
    private static final long serialVersionUID = 1L;

    MissingDataException(String message) {
        super(message);
    }
}
