package drolt.experiment;

import drolt.training.StopSignal;
import drolt.worker.Leases;

/** Waits for other workers, and says once for what. */
final class Awaited {
    private final Leases leases;
    private final RunListener listener;
    private final StopSignal stop;
    private String what = "";

    Awaited(Leases leases, RunListener listener, StopSignal stop) {
        this.leases = leases;
        this.listener = listener;
        this.stop = stop;
    }

    /** False where it was asked to stop. */
    boolean untilFree(RunOutcome.Taken taken) {
        if (!what.equals(taken.what())) {
            listener.waits(taken.what(), taken.by());
            what = taken.what();
        }
        return leases.awaitFree(taken.folders(), stop::isRequested);
    }
}
