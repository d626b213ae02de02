package drolt.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The owner of every tensor made while it is open on this thread: they are freed when it closes.
 *
 * <p>One scope surrounds one training step or one evaluated batch. {@link #keep} is the only way out of it. Scopes
 * nest; the innermost owns.
 */
public final class StepScope implements AutoCloseable {
    private final PointerScope scope = new PointerScope();

    private StepScope() {}

    /** Opens a scope on this thread; close it on the same thread, innermost first. */
    public static StepScope open() {
        return new StepScope();
    }

    /**
     * Returns the tensor as one that outlives this scope.
     *
     * <p>It then belongs to the scope around this one, or, where there is none, to the caller, who closes it.
     */
    public Tensor keep(Tensor tensor) {
        return moveOut(tensor);
    }

    private <P extends Pointer> P moveOut(P pointer) {
        pointer.retainReference();
        scope.detach(pointer);
        return pointer;
    }

    @Override
    public void close() {
        scope.close();
    }
}
