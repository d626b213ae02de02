package drolt.experiment;

import drolt.training.StopSignal;
import drolt.worker.Leases;

/** Waiting for other workers. */
final class Patience {
    private static final long POLL_MILLIS = 500;

    private Patience() {}

    /** Waits until something changed in what others have; false where it was asked to stop. */
    static boolean untilFree(RunOutcome.Taken taken, Leases leases, StopSignal stop) {
        while (!stop.isRequested()) {
            if (taken.folders().stream().anyMatch(folder -> !leases.isTaken(folder))) {
                return true;
            }
            sleep(POLL_MILLIS);
        }
        return false;
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for another worker", e);
        }
    }
}
