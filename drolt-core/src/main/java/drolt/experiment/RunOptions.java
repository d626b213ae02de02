package drolt.experiment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told besides its recipe; none of it changes a result.
 *
 * @param dataFolder where data sets are looked for
 * @param store folder of stages shared between runs; null: the run keeps its own
 * @param loaderThreads threads that read and augment images
 */
public record RunOptions(Path dataFolder, @Nullable Path store, int loaderThreads) {
    /** One thread keeps ahead of the step of a small network. */
    public static final int USUAL_LOADER_THREADS = 1;
}
