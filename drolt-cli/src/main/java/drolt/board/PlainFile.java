package drolt.board;

import drolt.io.RecordFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file in a run's folder that may be read: no link, no pipe, not too large. {@code equals} tells whether it is still
 * the same content.
 */
record PlainFile(
        Path path, long bytes, FileTime modified, @Nullable Object key) {
    private static final long MOST_BYTES = 64L << 20;

    /**
     * Looks at a file; empty where there is none.
     *
     * @throws IOException if something else stands there
     */
    static Optional<PlainFile> find(Path path) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
        if (found.isSymbolicLink()) {
            throw new IOException("is a link, and links are not followed");
        }
        if (!found.isRegularFile()) {
            throw new IOException("is not a file");
        }
        if (found.size() > MOST_BYTES) {
            throw new IOException("is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        return Optional.of(new PlainFile(path, found.size(), found.lastModifiedTime(), found.fileKey()));
    }

    /** The text of a record without its digest; fails where that does not fit. */
    String record() throws IOException {
        try (InputStream in = open()) {
            return RecordFiles.unsealed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("is damaged: " + e.getMessage(), e);
        }
    }

    /** Opens it; fails where a link has taken its place since. */
    InputStream open() throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }
}
