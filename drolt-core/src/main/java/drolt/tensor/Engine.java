package drolt.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads the engine, once, in the one order that works.
 *
 * <p>Every entry into the library that makes tensors calls {@link #load} first; it is cheap after the first time.
 */
public final class Engine {
    private Engine() {}

    /**
     * Loads the natives.
     *
     * @throws EngineException with one line that says why they cannot be loaded
     */
    public static void load() {
        Holder.ensureLoaded();
    }

    /** Version of the engine's binding, for example {@code 2.13.0-1.5.14}. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (java.io.IOException e) {
            throw new EngineException("the engine does not tell its version: " + e.getMessage(), e);
        }
    }

    /** Number of threads that one operation uses. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /** Sets the number of threads that one operation uses, for this thread and those it starts. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        load();
        torch.set_num_threads(threads);
    }

    /** What initialises once per JVM, guarded by class initialisation. */
    private static final class Holder {
        static {
            loadNatives();
        }

        static void ensureLoaded() {}

        private static void loadNatives() {
            String library = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libtorch_cpu.so";
            try {
                // libtorch.so needs libtorch_cpu.so beside it while it loads. The loader unpacks them in the other
                // order, so that a first start on an empty cache ends in SIGSEGV.
                Loader.cacheResource(org.bytedeco.pytorch.presets.torch.class, library);
                Loader.load(torch.class);
            } catch (java.io.IOException | LinkageError | RuntimeException e) {
                throw new EngineException(
                        "the engine's natives for " + Loader.getPlatform() + " cannot be loaded: " + e.getMessage(), e);
            }
        }
    }
}
