package drolt.tensor;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;

/** Switches the recording of gradients off on this thread until closed. */
public final class NoGrad implements AutoCloseable {
    private final NoGradGuard guard = new NoGradGuard();

    private NoGrad() {}

    public static NoGrad open() {
        return new NoGrad();
    }

    /** Whether this thread records gradients now: no such region is open. */
    static boolean isRecording() {
        return GradMode.is_enabled();
    }

    @Override
    public void close() {
        guard.close();
    }
}
