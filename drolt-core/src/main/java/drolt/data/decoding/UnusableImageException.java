package drolt.data.decoding;

import drolt.configuration.ConfigException;

/** An image file that cannot be used. */
public final class UnusableImageException extends ConfigException {
    private static final long serialVersionUID = 1L;

    private final String fault;

    UnusableImageException(String file, String what, String mend) {
        super(file + ": " + what + "; " + mend);
        fault = file + ": " + what;
    }

    UnusableImageException(String file, String what, String mend, Throwable cause) {
        super(file + ": " + what + "; " + mend, cause);
        fault = file + ": " + what;
    }

    /** The file and what is wrong with it: the message without the mend. */
    public String fault() {
        return fault;
    }
}
