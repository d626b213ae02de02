package drolt.data.download;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of an archive, which later attempts and later processes add to; locked while it is open.
 *
 * <p>Beside it lies the server's mark of the version that it belongs to (ETag or date), so that parts of two versions
 * are never joined. An empty one is deleted when it is closed.
 */
final class PartialFile implements Closeable {
    private final Path path;
    private final Path validatorPath;
    private final RandomAccessFile file;
    private long length;

    private PartialFile(Path path, RandomAccessFile file, long length) {
        this.path = path;
        this.validatorPath = path.resolveSibling(path.getFileName() + ".version");
        this.file = file;
        this.length = length;
    }

    /** Opens or makes the file; refuses where another process holds it. */
    static PartialFile open(Path path) {
        try {
            // not a channel of its own: an interrupted thread would close it under the writer
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            if (!tryLock(file) || !Files.exists(path)) { // gone: who held it has just ended
                file.close();
                throw new ConfigException(path + ": another process is downloading this; wait until it is done");
            }
            return new PartialFile(path, file, file.length());
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private static boolean tryLock(RandomAccessFile file) {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this process
        } catch (IOException e) {
            return true; // a file system without locks
        }
    }

    private static ConfigException cannotWrite(Path path, IOException e) {
        return new ConfigException(
                "cannot write " + path + ": " + AtomicFiles.reason(path, e) + "; --data DIR names another folder", e);
    }

    Path path() {
        return path;
    }

    long length() {
        return length;
    }

    /** The server's mark of the version that the bytes belong to. */
    Optional<String> validator() {
        try {
            return Optional.of(Files.readString(validatorPath, StandardCharsets.US_ASCII))
                    .filter(text -> text.matches("\\p{Print}+"));
        } catch (IOException e) {
            return Optional.empty(); // the checksum finds out if the versions differ
        }
    }

    /** Throws away what there is. */
    void restart(Optional<String> validator) {
        try {
            file.setLength(0);
            length = 0;
            Files.deleteIfExists(validatorPath);
            if (validator.isPresent()) {
                Files.writeString(validatorPath, validator.get(), StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    void append(byte[] bytes, int count) {
        try {
            file.seek(length);
            file.write(bytes, 0, count);
            length += count;
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /** The first checksum that the bytes do not have; empty where they have all. */
    Optional<Checksum> mismatch(List<Checksum> checksums) {
        try {
            for (Checksum checksum : checksums) {
                if (!Checksum.of(checksum.algorithm(), path).equals(checksum)) {
                    return Optional.of(checksum);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read back (" + e + ")", e);
        }
    }

    @Override
    public void close() {
        try (file) {
            if (length == 0) {
                Files.deleteIfExists(validatorPath);
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }
}
