package drolt.worker;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Takes leases of folders for one worker, and watches those of others.
 *
 * <p>A lease is free where there is none, where the last one was given back (an empty file, which an older version's
 * process may also leave when it is killed), where its owner's process is known to have ended (same machine), and where its
 * owner has been silent for {@link LeaseTimes#silence} while this object watched. Clocks of two machines are never
 * compared. Assumed of the file system: a file is created by one process only where several try at once, and a process
 * that has just created one sees in a listing what others had created in that folder before.
 *
 * <p>Safe for use from several threads.
 */
public final class Leases {
    private static final long POLL_MILLIS = 500;

    private final Worker self;
    private final LeaseTimes times;
    private final LongSupplier nanoTime;
    private final Map<Path, Seen> watched = new HashMap<>();

    /** A lease's text and when it was seen first. */
    private record Seen(String text, long nanos) {}

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public Leases(Worker self, LeaseTimes times, LongSupplier nanoTime) {
        this.self = self;
        this.times = times;
        this.nanoTime = nanoTime;
    }

    /** With the usual times. */
    public static Leases of(Worker self) {
        return new Leases(self, LeaseTimes.USUAL, System::nanoTime);
    }

    /**
     * Takes a folder's lease, making the folder where it is missing; empty where another worker has it.
     *
     * @throws ConfigException if that one has another version, or the folder cannot be written to
     */
    public Optional<Lease> tryTake(Path root) {
        LeaseFolder folder = new LeaseFolder(root);
        try {
            long newest = folder.newest();
            Optional<String> before = folder.read(newest);
            if (isHeld(folder, newest, before)) {
                return Optional.empty();
            }
            String now = Instant.now().toString();
            LeaseRecord record = new LeaseRecord(UUID.randomUUID().toString(), self, now, now, 0);
            if (!folder.create(newest + 1, record.toJson())) {
                return Optional.empty();
            }
            boolean unchanged =
                    folder.newest() == newest + 1 && folder.read(newest).equals(before);
            if (!unchanged) { // what was seen first was old already
                Files.deleteIfExists(folder.file(newest + 1));
                return Optional.empty();
            }
            folder.removeBelow(newest + 1);
            return Optional.of(new Lease(folder, newest + 1, record, times));
        } catch (IOException e) {
            throw folder.cannotWrite(e);
        }
    }

    /**
     * Whether another lease of this folder must be waited for.
     *
     * @throws ConfigException as {@link #tryTake}
     */
    public boolean isTaken(Path root) {
        LeaseFolder folder = new LeaseFolder(root);
        try {
            long newest = folder.newest();
            return isHeld(folder, newest, folder.read(newest));
        } catch (IOException e) {
            throw folder.cannotWrite(e);
        }
    }

    /**
     * Waits until one of these folders is free of others' leases.
     *
     * @param stop asked again and again whether to give up
     * @return false where it gave up, as it also does when its thread is interrupted
     * @throws ConfigException as {@link #tryTake}
     */
    public boolean awaitFree(Collection<Path> folders, BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            if (!folders.stream().allMatch(this::isTaken)) {
                return true;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /**
     * Removes what leases left in a folder whose work is done: one whose owner is known to have ended, killed between its
     * last word and giving it back, or the mark of one given back earlier. Nobody would take them again.
     *
     * @throws ConfigException if the folder cannot be written to
     */
    public void removeAbandoned(Path root) {
        LeaseFolder folder = new LeaseFolder(root);
        try {
            boolean abandoned = folder.read(folder.newest())
                    .filter(text -> text.isEmpty()
                            || LeaseRecord.parse(text)
                                    .filter(record -> record.worker().isGone(self))
                                    .isPresent())
                    .isPresent();
            if (abandoned) {
                tryTake(root).ifPresent(lease -> {
                    lease.workIsDone();
                    lease.close();
                });
            }
        } catch (IOException e) {
            throw folder.cannotWrite(e);
        }
    }

    /** Who has a folder's lease, in words. */
    public String holder(Path root) {
        LeaseFolder folder = new LeaseFolder(root);
        try {
            return folder.read(folder.newest())
                    .flatMap(LeaseRecord::parse)
                    .map(record -> record.worker().inWords())
                    .orElse("another worker");
        } catch (IOException e) {
            return "another worker";
        }
    }

    private boolean isHeld(LeaseFolder folder, long number, Optional<String> found) {
        String text = found.orElse("");
        if (text.isEmpty()) {
            return false; // there is none, or it was given back
        }
        Path file = folder.file(number);
        Optional<LeaseRecord> record = LeaseRecord.parse(text);
        if (record.isPresent() && record.get().worker().isGone(self)) {
            return false;
        }
        if (isSilent(file, text)) {
            return false;
        }
        if (record.isPresent()) {
            requireSameVersion(file, record.get());
        }
        return true;
    }

    private synchronized boolean isSilent(Path file, String text) {
        long now = nanoTime.getAsLong();
        Seen before = watched.get(file);
        if (before == null || !before.text().equals(text)) {
            watched.put(file, new Seen(text, now));
            return false;
        }
        return now - before.nanos() >= times.silence().toNanos();
    }

    /**
     * Looks at the leases of all folders within a folder.
     *
     * @throws ConfigException if one belongs to a worker of another version that may be alive
     */
    public void requireOneVersion(Path store) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(store)) {
            for (Path root : folders) {
                if (Files.isDirectory(root)) {
                    isTaken(root);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // nobody has worked there; whoever writes next hears of what is wrong
        } catch (IOException e) {
            throw new ConfigException(store + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireSameVersion(Path file, LeaseRecord record) {
        String other = record.worker().version();
        if (!Objects.equals(other, self.version())) {
            throw new ConfigException(
                    file.toAbsolutePath().getParent() + ": " + record.worker().inWords()
                            + " works there with drolt " + other + ", this is drolt " + self.version()
                            + "; give all workers one version, or delete " + file + " if that one is dead");
        }
    }
}
