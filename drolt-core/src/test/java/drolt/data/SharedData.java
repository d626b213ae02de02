package drolt.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real data that some tests compare with: the folder named by the system property or environment variable
 * {@code DROLT_SHARED}, else {@code shared/data} beside the working folder or one above it.
 */
public final class SharedData {
    private SharedData() {}

    /** A file or folder of the shared data; the test is skipped, with a line, where it is missing. */
    public static Path path(String relative) {
        return folder().map(folder -> folder.resolve(relative))
                .filter(Files::exists)
                .orElseGet(() -> Assumptions.abort(
                        "skipped: no shared data with " + relative + "; name its folder in DROLT_SHARED"));
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("DROLT_SHARED", System.getenv("DROLT_SHARED"));
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path candidate = above.resolve("shared/data");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
