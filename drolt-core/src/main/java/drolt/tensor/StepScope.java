package drolt.tensor;

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
     * Takes a tensor, made while this scope was the innermost, out of it: it belongs to the caller, who closes it.
     */
    public Tensor keep(Tensor tensor) {
        tensor.retainReference(); // detach() gives one reference back
        scope.detach(tensor);
        return tensor;
    }

    @Override
    public void close() {
        scope.close();
    }
}
