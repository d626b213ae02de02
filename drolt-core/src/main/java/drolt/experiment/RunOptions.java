package drolt.experiment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told besides its recipe; none of it changes a result.
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
    /** One thread keeps ahead of the step of a small network. */
    public static final int USUAL_LOADER_THREADS = 1;

    /** Of a program that calls the library. */
    public RunOptions(Path dataFolder, @Nullable Path store, int loaderThreads) {
        this(dataFolder, store, loaderThreads, null);
    }
}
