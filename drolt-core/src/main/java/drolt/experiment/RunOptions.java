package drolt.experiment;

import drolt.configuration.InvalidValueException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Options of a run besides its recipe; none of them changes a result.
 *
 * @param dataFolder where data sets are looked for
 * @param store folder of stages shared between runs; null: the run keeps its own
 * @param loaderThreads threads that read and augment images
 * @param command what was typed to begin or resume the run, kept in its {@code state.json}; null: nothing was
 */
public record RunOptions(
        Path dataFolder,
        @Nullable Path store,
        int loaderThreads,
        @Nullable String command) {
    private static final int MOST_USUAL_THREADS = 16;

    public RunOptions {
        if (loaderThreads < 1) {
            throw new InvalidValueException("loaderThreads", loaderThreads, "must be at least 1");
        }
    }

    /** Loader threads where nothing is said: the processors less one, which the training itself needs. */
    public static int usualLoaderThreads() {
        return Math.max(1, Math.min(MOST_USUAL_THREADS, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** Data from one folder, the usual number of loader threads, and stages in the run's own folder. */
    public static RunOptions dataIn(Path folder) {
        return new RunOptions(folder, null, usualLoaderThreads(), null);
    }

    /** Options for a program that calls the library. */
    public RunOptions(Path dataFolder, @Nullable Path store, int loaderThreads) {
        this(dataFolder, store, loaderThreads, null);
    }
}
