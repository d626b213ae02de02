package drolt.checkpoint;

import drolt.configuration.ConfigException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is not what was written: cut short, altered, or of another format. */
public final class CorruptFileException extends ConfigException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * @param file the damaged file
     * @param damage what is wrong with it, without a full stop
     */
    public CorruptFileException(Path file, String damage) {
        this(file, damage, null);
    }

    /**
     * @param file the damaged file
     * @param damage what is wrong with it, without a full stop
     * @param cause what noticed it
     */
    public CorruptFileException(Path file, String damage, @Nullable Throwable cause) {
        super(file + " is damaged: " + damage + "; delete it or put a sound copy in its place", cause);
        this.file = file.toString();
    }

    /** The damaged file. */
    public Path file() {
        return Path.of(file);
    }
}
