package drolt.training;

/** Asks a training to stop after the step under way. Safe to call from any thread. */
public final class StopSignal {
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }
}
