package drolt.worker;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The files of leases in one folder, {@code .lease-1}, {@code .lease-2} and so on: the highest number holds.
 *
 * <p>A dead owner's lease is not removed to take it over, which two watchers could do at once, the second one removing
 * what the first had just made. The next number is created instead, which only one can. For the same reason a lease that
 * is given back before the work is done leaves an empty file: its number is spent, and no watcher that looked a while ago
 * can create it once more.
 */
final class LeaseFolder {
    private static final String PREFIX = ".lease-";

    private final Path root;

    LeaseFolder(Path root) {
        this.root = root;
    }

    Path file(long number) {
        return root.resolve(PREFIX + number);
    }

    /** The highest number; 0 where there is none, and where there is no folder. */
    long newest() throws IOException {
        long newest = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path file : files) {
                newest = Math.max(newest, number(file));
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return newest;
    }

    /** Empty where it is gone; bytes that are no text, as of a damaged one, are read as other letters. */
    Optional<String> read(long number) throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(file(number)), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Makes the file, whole; false where it exists, be it since a moment ago. */
    boolean create(long number, String text) throws IOException {
        return AtomicFiles.createString(file(number), text)
                || read(number).filter(text::equals).isPresent(); // a server that answers twice denies the second time
    }

    /** Whether it is this owner's. */
    boolean belongsTo(String owner, long number) throws IOException {
        return read(number)
                .flatMap(LeaseRecord::parse)
                .filter(record -> record.owner().equals(owner))
                .isPresent();
    }

    /** Empties the file, which takes no room on a full disk, and never makes it. */
    void spend(long number) throws IOException {
        try {
            Files.write(file(number), new byte[0], StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (NoSuchFileException e) {
            return; // someone has taken it over, and removed it
        }
    }

    void removeBelow(long number) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path file : files) {
                if (number(file) < number) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** 0 for what only looks like a lease, such as the temporary file of a renewal. */
    private static long number(Path file) {
        String digits = file.getFileName().toString().substring(PREFIX.length());
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    ConfigException cannotWrite(IOException e) {
        return new ConfigException("cannot write to " + root + ": " + AtomicFiles.reason(file(1), e), e);
    }
}
