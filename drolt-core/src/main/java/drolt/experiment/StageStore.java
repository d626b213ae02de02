package drolt.experiment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where stages are kept: in the run's own folder under their names, or in a folder shared between runs under their
 * fingerprints.
 */
final class StageStore {
    private static final int SHORT = 16;

    private final Path root;
    private final boolean shared;

    private StageStore(Path root, boolean shared) {
        this.root = root;
        this.shared = shared;
    }

    static StageStore of(Path own, @Nullable Path sharedFolder) {
        return sharedFolder == null ? new StageStore(own, false) : new StageStore(sharedFolder, true);
    }

    StageFolder folder(String name, String fingerprint) {
        return new StageFolder(root.resolve(shared ? fingerprint.substring(0, SHORT) : name));
    }
}
