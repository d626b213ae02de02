package drolt.worker;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to work in a folder, renewed by a thread of its own until it is closed. */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final LeaseFolder folder;
    private final long number;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);

    private LeaseRecord record;
    private boolean lost;
    private boolean workDone;
    private @Nullable Runnable whenLost;

    Lease(LeaseFolder folder, long number, LeaseRecord record, LeaseTimes times) {
        this.folder = folder;
        this.number = number;
        this.record = record;
        this.interval = times.heartbeat();
        Thread heart = new Thread(this::beat, "lease");
        heart.setDaemon(true);
        heart.start();
    }

    /** Says what to do, on another thread, should others take it over, because it was silent for too long. */
    public synchronized void whenLost(Runnable action) {
        whenLost = action;
        if (lost) {
            action.run();
        }
    }

    /** Whether others have taken it over. */
    public synchronized boolean isLost() {
        return lost;
    }

    private void beat() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void renew() {
        if (lost || closed.getCount() == 0) {
            return;
        }
        try {
            if (isOwn()) {
                record = record.renewed(Instant.now().toString());
                AtomicFiles.writeString(folder.file(number), record.toJson());
                return;
            }
        } catch (IOException | ConfigException e) {
            LOG.debug("{}: cannot be renewed this time: {}", folder.file(number), e.getMessage());
            return; // a full disk or a folder out of reach: the next beat may get through
        }
        LOG.warn("{}: is gone, or another worker took it over while this one was silent", folder.file(number));
        lost = true;
        if (whenLost != null) {
            whenLost.run();
        }
    }

    private boolean isOwn() throws IOException {
        return folder.newest() == number && folder.belongsTo(record.owner(), number);
    }

    /** Says that nothing is left to do: closing it then leaves no trace of it. */
    public synchronized void workIsDone() {
        workDone = true;
    }

    /** Gives it back, if it is still this worker's. */
    @Override
    public synchronized void close() {
        closed.countDown();
        try {
            if (!folder.belongsTo(record.owner(), number)) {
                return;
            }
            if (workDone || folder.newest() > number) { // a higher one keeps this number from being given again
                Files.deleteIfExists(folder.file(number));
            } else {
                folder.spend(number);
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be given back: {}", folder.file(number), e.getMessage());
        }
    }
}
