package drolt.experiment;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where one stage keeps its result and, until it has one, its checkpoints. */
final class StageFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private StageFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Opens the folder, waiting while another process trains the same stage in it. */
    static StageFolder open(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new StageFolder(root, channel);
        } catch (IOException e) {
            throw new ConfigException(root + ": cannot be written to: " + e.getMessage(), e);
        }
    }

    Path weights() {
        return root.resolve("weights.safetensors");
    }

    /** Written last: a stage that has it is done. */
    Path record() {
        return root.resolve("stage.json");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new ConfigException(root + ": the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
