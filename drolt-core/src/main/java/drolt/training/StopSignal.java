package drolt.training;

import drolt.distributed.ProcessGroup;
import org.jspecify.annotations.Nullable;

/** Asks a training to stop after the step under way. Safe to call from any thread. */
public final class StopSignal {
    private final @Nullable StopSignal above;
    private final ProcessGroup group;
    private volatile boolean requested;

    /** One of its own. */
    public StopSignal() {
        this(null, ProcessGroup.ALONE);
    }

    private StopSignal(@Nullable StopSignal above, ProcessGroup group) {
        this.above = above;
        this.group = group;
    }

    /** One for a part of the work: it is requested where this one is, and may be requested alone. */
    public StopSignal ofPart() {
        return new StopSignal(this, ProcessGroup.ALONE);
    }

    /** One that is requested where that of any rank is. All ranks ask it together, and get the same answer. */
    StopSignal ofAny(ProcessGroup ranks) {
        return new StopSignal(this, ranks);
    }

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return group.any(requested || (above != null && above.isRequested()));
    }
}
