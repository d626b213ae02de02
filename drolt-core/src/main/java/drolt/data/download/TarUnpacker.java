package drolt.data.download;

import drolt.configuration.ConfigException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a .tar.gz of plain files and folders; everything else in it, every path that would leave the folder and
 * every surprise in size is refused.
 */
final class TarUnpacker {
    private static final int MAX_ENTRIES = 100_000;

    private final long maxBytes;
    private long writtenBytes;

    TarUnpacker(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Unpacks into a folder that is the caller's to delete if this fails.
     *
     * @param name for messages
     * @throws ConfigException if the archive is damaged or not harmless; names the entry
     * @throws UncheckedIOException if a file cannot be written; names it
     */
    void unpack(Path archive, String name, Path folder) {
        int entries = 0;
        writtenBytes = 0;
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw refusal(name, "it holds more than " + MAX_ENTRIES + " files");
                }
                unpack(entry, tar, name, folder);
            }
        } catch (IOException | IllegalArgumentException e) { // the latter for headers that make no sense
            throw new ConfigException(name + ": is damaged or no .tar.gz (" + e.getMessage() + ")", e);
        }
    }

    private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, String name, Path folder) throws IOException {
        Path target = inside(folder, entry.getName(), name);
        if (entry.isDirectory()) {
            try {
                Files.createDirectories(target);
            } catch (IOException e) {
                throw cannotWrite(target, e);
            }
        } else if (isPlainFile(entry)) {
            write(tar, target, name);
        } else {
            throw refusal(name, "its entry '" + entry.getName() + "' is a link or a device");
        }
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return (kind == TarArchiveEntry.LF_NORMAL || kind == TarArchiveEntry.LF_OLDNORM) && !entry.isSparse();
    }

    private static Path inside(Path folder, String entry, String name) {
        try {
            Path relative = Path.of(entry);
            boolean climbs = StreamSupport.stream(relative.spliterator(), false)
                    .anyMatch(part -> part.toString().equals(".."));
            // backslash and colon: paths that leave the folder on Windows only
            if (!relative.isAbsolute() && !climbs && !entry.contains("\\") && !entry.contains(":")) {
                return folder.resolve(relative);
            }
        } catch (InvalidPathException e) {
            throw refusal(name, "it has an entry whose name is no path");
        }
        throw refusal(name, "its entry '" + entry + "' would lie outside the folder");
    }

    private void write(TarArchiveInputStream tar, Path target, String name) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.createFile(target);
        } catch (FileAlreadyExistsException e) {
            throw refusal(name, "it holds " + target.getFileName() + " twice");
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
        try (FileOutputStream out = new FileOutputStream(target.toFile())) {
            for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
                writtenBytes += count;
                if (writtenBytes > maxBytes) {
                    throw refusal(name, "it unpacks to more than " + maxBytes + " bytes");
                }
                append(out, buffer, count, target);
            }
            sync(out, target);
        }
    }

    /** A full disk may show here first. */
    private static void sync(FileOutputStream out, Path target) {
        try {
            out.getFD().sync();
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static void append(FileOutputStream out, byte[] buffer, int count, Path target) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static ConfigException refusal(String name, String reason) {
        return new ConfigException(name + ": is not unpacked, because " + reason + "; do not use this archive");
    }

    private static UncheckedIOException cannotWrite(Path target, IOException e) {
        return new UncheckedIOException(target + ": " + e, e);
    }
}
