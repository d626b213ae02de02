package drolt.io;

import drolt.configuration.ConfigException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Files that are whole or absent: written to a temporary name beside the target, synced, renamed.
 *
 * <p>A crash, a full disk or a failing writer leaves the file that was there before. A process killed in the middle
 * leaves its temporary file, which {@link #removeLeftovers} knows by its name.
 */
public final class AtomicFiles {
    private static final String SUFFIX = ".drolt-tmp";
    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFiles() {}

    /** Copies a file, so that the copy is whole or absent. */
    public static void copy(Path source, Path target) {
        write(target, out -> Files.copy(source, out));
    }

    /** Puts a file's bytes out. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes the whole content; need neither flush nor close.
         *
         * @param out buffered
         * @throws IOException if the bytes cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file as a whole; missing parent folders are made.
     *
     * <p>An interrupt of the thread does not disturb the write.
     *
     * @param target the file to make or to replace; a link is followed
     * @param writer what puts the content out
     * @throws ConfigException in one line, if the file cannot be written: full disk, read-only folder, a folder in
     *     the way. The temporary file is gone then, and an older target is untouched.
     */
    public static void write(Path target, Writer writer) {
        try {
            writeAndPlace(target, writer, AtomicFiles::rename);
        } catch (IOException e) {
            throw new ConfigException("cannot write " + target + ": " + reason(target, e), e);
        }
    }

    /**
     * Writes text in UTF-8, as {@link #write} does.
     *
     * @throws ConfigException as {@link #write}
     */
    public static void writeString(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes a file that must not exist yet: whole or not at all, and by one only of several processes that try at once.
     *
     * @return false where it exists, be it since a moment ago
     * @throws IOException if it cannot be written
     */
    public static boolean createString(Path target, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            writeAndPlace(target, out -> out.write(bytes), (temporary, file) -> linkAsNew(temporary, file, bytes));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Deletes the temporary files that killed processes left in a folder; those of living writers stay.
     *
     * @param folder where to look, not deeper; may be absent
     * @return how many were deleted
     */
    public static int removeLeftovers(Path folder) {
        int removed = 0;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path leftover : leftovers) {
                if (removeAbandoned(leftover)) {
                    removed++;
                }
            }
        } catch (IOException e) {
            return removed; // tidying up is a courtesy: whoever writes here next hears of what is wrong
        }
        return removed;
    }

    /** Brings a file that is written whole to its place. */
    @FunctionalInterface
    private interface Placing {
        void place(Path temporary, Path destination) throws IOException;
    }

    private static void writeAndPlace(Path target, Writer writer, Placing placing) throws IOException {
        Path destination = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
        if (Files.exists(destination) && !Files.isRegularFile(destination)) {
            // a rename would replace a device such as /dev/null, too
            throw new FileSystemException(target.toString(), null, "something that is not a file stands there");
        }
        Path folder = destination.getParent();
        Path name = destination.getFileName();
        if (folder == null || name == null) {
            throw new FileSystemException(target.toString(), null, "this is not a file's name");
        }
        Files.createDirectories(folder);
        boolean written = false;
        while (!written) {
            Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + SUFFIX);
            written = writeAndPlace(temporary, destination, writer, placing);
        }
        syncFolder(folder);
    }

    /** Answers false, having written nothing, where someone tidied the file up before it was seen to be in use. */
    private static boolean writeAndPlace(Path temporary, Path destination, Writer writer, Placing placing)
            throws IOException {
        Files.createFile(temporary);
        // a plain stream, not a channel: an interrupted thread closes a channel under the writer
        try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            if (!lock(file.getChannel()) || !Files.exists(temporary)) {
                return false;
            }
            OutputStream buffered = new BufferedOutputStream(file, BUFFER_BYTES);
            writer.write(buffered);
            buffered.flush();
            file.getFD().sync();
            placing.place(temporary, destination); // before the lock ends
        } catch (Throwable e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        return true;
    }

    private static void rename(Path temporary, Path destination) throws IOException {
        try {
            Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, destination, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A second name for what is written whole already, which fails where that name is taken. */
    private static void linkAsNew(Path temporary, Path destination, byte[] bytes) throws IOException {
        try {
            Files.createLink(destination, temporary);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) { // a file system without hard links
            Files.write(destination, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        Files.deleteIfExists(temporary);
    }

    /**
     * Locks a file of one's own; answers false where someone else has. The lock ends with the process, whatever ends it,
     * and tells {@link #removeAbandoned} that someone still writes.
     */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // a file system without locks: no one else can tell, which harms only the tidying up
        }
    }

    /** Deletes it under its lock, so that nobody begins to write it in between. */
    private static boolean removeAbandoned(Path temporary) {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null && Files.deleteIfExists(temporary);
        } catch (OverlappingFileLockException | IOException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path temporary, Throwable failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes the rename itself survive a power cut; where folders cannot be opened, the system must see to it. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Why a file or folder cannot be written, and what mends it, in a phrase without the path.
     *
     * @param target what was to be written
     */
    public static String reason(Path target, IOException e) {
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        String text = said == null ? "" : said.lines().findFirst().orElse("");
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return "no space left on the disk" + freeSpace(target)
                    + "; free some there, or choose another folder, and run the same command again";
        }
        if (e instanceof AccessDeniedException || lower.contains("denied") || lower.contains("not permitted")) {
            return "permission denied; make the folder writable or choose another one";
        }
        if (lower.contains("read-only")) {
            return "the file system is read-only; choose another folder";
        }
        if (e instanceof FileAlreadyExistsException
                || e instanceof NotDirectoryException
                || lower.contains("not a directory")) {
            return "a part of its path is a file, not a folder; choose another folder";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder does not exist or went away while the file was written; choose another folder";
        }
        return text.isEmpty() ? e.getClass().getSimpleName() : text;
    }

    private static String freeSpace(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                return " (" + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MiB free)";
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }
}
