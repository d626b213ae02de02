package drolt.experiment;

import drolt.checkpoint.CheckpointFolder;
import drolt.checkpoint.TensorFile;
import drolt.configuration.AtomicFiles;
import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one stage keeps its result and, until it has one, its checkpoints. */
final class StageFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageFolder.class);

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
            AtomicFiles.removeLeftovers(root);
            return new StageFolder(root, channel);
        } catch (OverlappingFileLockException e) {
            throw new ConfigException(root + ": another run of this program trains this stage; wait for it", e);
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot write to " + root + ": " + AtomicFiles.reason(root.resolve(".lock"), e), e);
        }
    }

    Path weights() {
        return root.resolve("weights.safetensors");
    }

    /** Written last: a stage that has it is done. */
    private Path record() {
        return root.resolve("stage.json");
    }

    /** Whether the stage of this fingerprint has its result here, undamaged. */
    boolean holds(String fingerprint) {
        if (!Files.exists(record())) {
            return false;
        }
        StageRecord record;
        try {
            record = Json.read(record(), StageRecord.class);
        } catch (ConfigException e) {
            LOG.warn("{}; the stage is trained anew", e.getMessage());
            return false;
        }
        if (!record.fingerprint().equals(fingerprint)) {
            return false;
        }
        if (!TensorFile.isIntact(weights(), record.weights())) {
            LOG.warn("{}: is damaged; the stage is trained anew", weights());
            return false;
        }
        return true;
    }

    FinishedStage finished(String fingerprint) {
        StageRecord record = Json.read(record(), StageRecord.class);
        if (!record.fingerprint().equals(fingerprint)) {
            throw new ConfigException(record() + ": was changed while it was used; start the run anew");
        }
        return new FinishedStage(record, weights());
    }

    void write(StageRecord record) {
        AtomicFiles.writeString(record(), Json.pretty(record));
    }

    /** Checkpoints of the training of this fingerprint. */
    CheckpointFolder checkpoints(String fingerprint) {
        return new CheckpointFolder(root.resolve("checkpoints"), fingerprint);
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
