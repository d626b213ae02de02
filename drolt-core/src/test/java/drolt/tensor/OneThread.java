package drolt.tensor;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Loads the engine and gives each operation one thread while a test class runs: for tiny networks two are slower, and
 * on a busy machine they wait long for each other.
 */
public final class OneThread implements BeforeAllCallback, AfterAllCallback {
    private int before = 1;

    @Override
    public void beforeAll(ExtensionContext context) {
        before = Engine.threads();
        Engine.setThreads(1);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Engine.setThreads(before);
    }
}
