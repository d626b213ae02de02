package drolt.distributed;

import drolt.configuration.ConfigException;
import drolt.tensor.Rendezvous;
import java.time.Duration;

/** Counts who has come, before anything else is said: what the environment has wrong shows here, and can be named. */
final class RollCall {
    private static final String SIZE = "drolt/size";
    private static final String COUNT = "drolt/count";
    private static final String COMPLETE = "drolt/complete";
    private static final String FAULT = "drolt/fault";
    private static final long POLL_MILLIS = 20;
    private static final int POLLS_TO_TELL = 20;

    private final Rendezvous rendezvous;
    private final Membership membership;
    private final Duration timeout;

    RollCall(Rendezvous rendezvous, Membership membership, Duration timeout) {
        this.rendezvous = rendezvous;
        this.membership = membership;
        this.timeout = timeout;
    }

    /**
     * Returns when all have come.
     *
     * @throws ConfigException if they do not, or do not belong together
     */
    void answer() {
        int rank = membership.rank();
        if (rank == 0) {
            rendezvous.set(SIZE, Integer.toString(membership.size()));
        }
        int leading = Integer.parseInt(rendezvous.get(SIZE));
        if (leading != membership.size()) {
            throw fault(
                    "WORLD_SIZE: is " + membership.size() + " for rank " + rank + " and " + leading + " for rank 0");
        }
        if (rendezvous.add("drolt/rank/" + rank, 1) > 1) {
            throw new ConfigException("RANK: another process has rank " + rank + " already at " + membership.host()
                    + ":" + membership.port()
                    + "; give each its own, or choose another MASTER_PORT if it is of an older run");
        }
        rendezvous.add(COUNT, 1);
        if (rank == 0) {
            awaitAll();
            rendezvous.set(COMPLETE, "1");
        }
        awaitKey(COMPLETE);
    }

    private ConfigException fault(String what) {
        rendezvous.set(FAULT, what);
        for (int i = 0; membership.rank() == 0 && i < POLLS_TO_TELL; i++) {
            pause(); // the store ends with rank 0, and the others shall still read this
        }
        return new ConfigException(what);
    }

    private void awaitAll() {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (rendezvous.add(COUNT, 0) < membership.size()) {
            requireNoFault();
            if (System.nanoTime() > deadline) {
                throw fault("WORLD_SIZE: only " + rendezvous.add(COUNT, 0) + " of " + membership.size()
                        + " ranks came within " + timeout.toSeconds() + " s; start the others, or mend WORLD_SIZE");
            }
            pause();
        }
    }

    private void awaitKey(String key) {
        long deadline = System.nanoTime() + 2 * timeout.toNanos(); // rank 0 says why before this
        while (!rendezvous.has(key)) {
            requireNoFault();
            if (System.nanoTime() > deadline) {
                throw new ConfigException(
                        "rank 0 did not say within " + 2 * timeout.toSeconds() + " s that all ranks came");
            }
            pause();
        }
    }

    private void requireNoFault() {
        if (rendezvous.has(FAULT)) {
            throw new ConfigException(rendezvous.get(FAULT));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("was interrupted while it waited for the other ranks", e);
        }
    }
}
