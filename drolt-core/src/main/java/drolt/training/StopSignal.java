package drolt.training;

import org.jspecify.annotations.Nullable;

/** Asks a training to stop after the step under way. Safe to call from any thread. */
public final class StopSignal {
    private final @Nullable StopSignal above;
    private volatile boolean requested;

    /** One of its own. */
    public StopSignal() {
        this(null);
    }

    private StopSignal(@Nullable StopSignal above) {
        this.above = above;
    }

    /** One for a part of the work: it is requested where this one is, and may be requested alone. */
    public StopSignal ofPart() {
        return new StopSignal(this);
    }

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested || (above != null && above.isRequested());
    }
}
