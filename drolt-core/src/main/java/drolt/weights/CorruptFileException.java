package drolt.weights;

import drolt.configuration.ConfigException;
import java.nio.file.Path;

/** A file that is not what was written: cut short, altered, or of another format. */
public final class CorruptFileException extends ConfigException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * For a file that does not hold what it should.
     *
     * @param file the damaged file
     * @param damage what is wrong with it, without a full stop
     */
    public CorruptFileException(Path file, String damage) {
        super(line(file, damage));
        this.file = file.toString();
    }

    /**
     * For a file that does not hold what it should.
     *
     * @param file the damaged file
     * @param damage what is wrong with it, without a full stop
     * @param cause what noticed it
     */
    public CorruptFileException(Path file, String damage, Throwable cause) {
        super(line(file, damage), cause);
        this.file = file.toString();
    }

    private static String line(Path file, String damage) {
        return file + " is damaged: " + damage + "; delete it or put a sound copy in its place";
    }

    /** The damaged file. */
    public Path file() {
        return Path.of(file);
    }
}
