package drolt.tensor;

import org.bytedeco.pytorch.NoGradGuard;

/** Switches the recording of gradients off on this thread until closed. */
public final class NoGrad implements AutoCloseable {
    private final NoGradGuard guard = new NoGradGuard();

    private NoGrad() {}

    public static NoGrad open() {
        return new NoGrad();
    }

    @Override
    public void close() {
        guard.close();
    }
}
