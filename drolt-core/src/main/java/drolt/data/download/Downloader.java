package drolt.data.download;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches and unpacks archives. A data set's folder is there whole or not at all; what has arrived of an archive stays
 * as a {@code .part} file, and the next attempt, or the next process, asks for the rest.
 */
public final class Downloader {
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final DownloadSettings settings;

    public Downloader(DownloadSettings settings) {
        this.settings = settings;
    }

    /**
     * Gets a data set, unless its folder is there already.
     *
     * @param archive what to get
     * @param dataFolder where data sets lie; made if it is missing
     * @param progress hears of every piece that comes
     * @return the data set's folder, {@code dataFolder/archive.folder()}
     * @throws ConfigException in one line, if the server does not give the archive, or it cannot be written
     */
    public Path fetch(Archive archive, Path dataFolder, DownloadProgress progress) {
        Path target = dataFolder.resolve(archive.folder());
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(dataFolder);
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot make " + dataFolder + ": " + AtomicFiles.reason(dataFolder, e)
                            + "; --data DIR names another folder",
                    e);
        }
        try (PartialFile part = PartialFile.open(dataFolder.resolve(archive.folder() + ".tar.gz.part"))) {
            if (!Files.isDirectory(target)) { // another process may just have made it
                download(archive, part, progress);
                unpack(archive, part, target);
            }
            part.restart(Optional.empty());
        }
        return target;
    }

    private void download(Archive archive, PartialFile part, DownloadProgress progress) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(settings.stallTimeout())
                .build();
        Transfer transfer = new Transfer(client, archive, part, settings, progress);
        boolean continued = part.length() > 0;
        complete(archive, part, transfer);
        Optional<Checksum> wrong = part.mismatch(archive.checksums());
        if (wrong.isPresent() && continued) {
            part.restart(Optional.empty()); // what an earlier process left may be of another version
            complete(archive, part, transfer);
            wrong = part.mismatch(archive.checksums());
        }
        if (wrong.isPresent()) {
            part.restart(Optional.empty());
            throw new ConfigException(archive.uri() + ": what the server sent does not have " + wrong.get()
                    + ", so it is damaged or something else; try again later, or fetch " + archive.folder()
                    + " in another way and name its folder with --data DIR");
        }
    }

    private void complete(Archive archive, PartialFile part, Transfer transfer) {
        Duration backoff = settings.firstBackoff();
        int attempt = 1;
        long most = part.length();
        @Nullable Long size = archive.sizeBytes();
        try {
            while (size == null || part.length() != size) {
                try {
                    transfer.run();
                    return;
                } catch (IOException e) {
                    if (part.length()
                            > most) { // counts as a fresh start, or large files would never come over bad lines
                        most = part.length();
                        attempt = 0;
                        backoff = settings.firstBackoff();
                    }
                    if (++attempt > settings.attempts()) {
                        throw new ConfigException(
                                archive.uri() + ": download failed, " + e.getMessage() + " (" + part.length()
                                        + " bytes are kept); run the same command again to resume",
                                e);
                    }
                    Thread.sleep(backoff.toMillis());
                    backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException(
                    archive.uri() + ": download was interrupted (" + part.length()
                            + " bytes are kept); run the same command again to resume",
                    e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void unpack(Archive archive, PartialFile part, Path target) {
        Path temporary = target.resolveSibling("." + archive.folder() + ".unpacking");
        try {
            deleteRecursively(temporary); // of a process that was killed; the lock on the part says that none is alive
            Files.createDirectories(temporary);
            new TarUnpacker(settings.maxUnpackedBytes())
                    .unpack(part.path(), archive.uri().toString(), temporary);
            Path unpacked = temporary.resolve(archive.folder());
            if (!Files.isDirectory(unpacked)) {
                throw new ConfigException(archive.uri() + ": holds no folder " + archive.folder());
            }
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (ConfigException e) {
            part.restart(Optional.empty()); // it would be refused again
            throw e;
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException("cannot unpack to " + target + ": " + AtomicFiles.reason(target, cause(e)), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static IOException cause(Exception e) {
        return e instanceof UncheckedIOException unchecked
                ? Objects.requireNonNull(unchecked.getCause())
                : (IOException) e;
    }

    private static void deleteQuietly(Path folder) {
        try {
            deleteRecursively(folder);
        } catch (IOException e) {
            return; // the next download tries again, and says so if it cannot
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
