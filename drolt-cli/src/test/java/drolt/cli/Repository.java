package drolt.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the sources, whatever folder a test is started in. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("drolt-core/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not started inside the repository");
            }
        }
        return folder;
    }
}
