package drolt.tensor;

import java.time.Duration;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.global.torch_gloo;

/**
 * Keys and values that processes share over TCP: c10d's store, by which they find each other. It lives in the process that
 * serves it, and ends with that one.
 */
public final class Rendezvous implements AutoCloseable {
    private final TCPStore store;

    private Rendezvous(TCPStore store) {
        this.store = store;
    }

    /**
     * Serves the store, or connects to it, waiting for its server.
     *
     * @param timeout of the connection and of {@link #get}
     * @throws EngineException if the port is taken, or no server answers in time
     */
    public static Rendezvous open(String host, int port, boolean serves, Duration timeout) {
        Engine.load();
        Loader.load(torch_gloo.class);
        try (TCPStoreOptions options = new TCPStoreOptions();
                Milliseconds limit = new Milliseconds(timeout.toMillis())) {
            options.port((short) port);
            options.isServer(serves);
            options.waitWorkers(false); // who came is counted by the caller, who can say what is wrong
            options.timeout(limit);
            return new Rendezvous(new TCPStore(host, options));
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** ASCII only. */
    public void set(String key, String value) {
        try {
            store.set(key, value);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for a value.
     *
     * @throws EngineException if there is none in time, or the server is gone
     */
    public String get(String key) {
        try {
            return store.get_to_str(key);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Whether a key has a value. */
    public boolean has(String key) {
        try (StringVector keys = new StringVector(key)) {
            return store.check(keys);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Adds to a number that begins at 0, and tells the sum. */
    public long add(String key, long amount) {
        try {
            return store.add(key, amount);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    TCPStore store() {
        return store;
    }

    /** Why an exchange failed. */
    public enum FailureKind {
        /** Nobody answered in time. */
        TIMEOUT,
        /** The other end is gone. */
        CONNECTION,
        /** Anything else. */
        OTHER
    }

    /** What a failure of this class or of {@link Collectives} means, of which the engine tells the text alone. */
    public static FailureKind kind(EngineException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("timed out") || text.contains("timeout")) {
            return FailureKind.TIMEOUT;
        }
        return text.contains("connect") || text.contains("socket") || text.contains("broken pipe")
                ? FailureKind.CONNECTION
                : FailureKind.OTHER;
    }

    static EngineException failure(RuntimeException cause) {
        return new EngineException(String.valueOf(cause.getMessage()), cause);
    }

    @Override
    public void close() {
        store.close();
    }
}
