package drolt.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file says, read anew only when it has changed. For one thread. */
final class CachedFile<T> {
    private final Path path;
    private final Reader<T> reader;
    private @Nullable PlainFile read;
    private @Nullable T value;
    private @Nullable String problem;

    CachedFile(Path path, Reader<T> reader) {
        this.path = path;
        this.reader = reader;
    }

    /** Makes something of a file. */
    @FunctionalInterface
    interface Reader<T> {
        T read(PlainFile file) throws IOException;
    }

    /** The content; empty where there is no file or it cannot be used. */
    Optional<T> get() {
        problem = null;
        Optional<PlainFile> found;
        try {
            found = PlainFile.find(path);
        } catch (IOException e) {
            problem = path.getFileName() + " " + e.getMessage();
            return Optional.empty();
        }
        if (found.isEmpty()) {
            read = null;
            return Optional.empty();
        }
        PlainFile file = found.get();
        if (!file.equals(read)) {
            try {
                value = reader.read(file);
            } catch (IOException | drolt.configuration.ConfigException e) {
                problem = path.getFileName() + (e instanceof IOException ? " " + e.getMessage() : " is damaged");
                return Optional.empty();
            }
            read = file;
        }
        return Optional.ofNullable(value);
    }

    /** What was wrong with the file when last looked at; null: nothing. */
    @Nullable
    String problem() {
        return problem;
    }
}
