package drolt.loss;

import drolt.tensor.Engine;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class of many tiny computations on one engine thread: two wait for each other more than they compute. */
public final class SingleThreadedEngine implements BeforeAllCallback, AfterAllCallback {
    private int threadsBefore;

    @Override
    public void beforeAll(ExtensionContext context) {
        threadsBefore = Engine.threads();
        Engine.setThreads(1);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Engine.setThreads(threadsBefore);
    }
}
