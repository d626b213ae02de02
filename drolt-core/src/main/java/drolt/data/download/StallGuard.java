package drolt.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream, and so ends a read that waits on it, when nothing has come for a while. */
final class StallGuard implements AutoCloseable {
    private final InputStream body;
    private final long limitNanos;
    private final Thread watcher;
    private volatile long lastByteNanos = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream body, Duration limit) {
        this.body = body;
        limitNanos = limit.toNanos();
        watcher = new Thread(this::watch, "drolt-download-stall-guard");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Says that something came. */
    void touch() {
        lastByteNanos = System.nanoTime();
    }

    /** Whether the stream was closed for want of data. */
    boolean stalled() {
        return stalled;
    }

    private void watch() {
        try {
            for (long left = limitNanos; left > 0; left = limitNanos - (System.nanoTime() - lastByteNanos)) {
                Thread.sleep(Math.max(1, left / 1_000_000));
            }
            stalled = true;
            body.close();
        } catch (InterruptedException | IOException e) {
            return; // the transfer has ended, or its stream is broken anyway
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
