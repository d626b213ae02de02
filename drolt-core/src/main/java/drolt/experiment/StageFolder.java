package drolt.experiment;

import drolt.checkpoint.CheckpointFolder;
import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import drolt.training.StateStore;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one stage keeps its result and, until it has one, its checkpoints. Whoever writes there holds its lease. */
final class StageFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StageFolder.class);

    private final Path root;

    StageFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path weights() {
        return root.resolve("weights.safetensors");
    }

    /** Written last: a stage that has it is done. */
    Path record() {
        return root.resolve("stage.json");
    }

    /** Whether the stage of this fingerprint has its result here, undamaged. */
    boolean holds(String fingerprint) {
        if (!Files.exists(record())) {
            return false;
        }
        StageRecord record;
        try {
            record = StageRecord.read(record());
        } catch (ConfigException e) {
            LOG.warn("{}", e.getMessage());
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

    /** Stores states, but does not make a folder anew that was taken away: that would be half of it. */
    StateStore guarded(StateStore states) {
        return new StateStore() {
            @Override
            public void save(TrainingState state, boolean best) {
                requireThere();
                states.save(state, best);
            }

            @Override
            public Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed) {
                return states.latest(needed);
            }

            @Override
            public Optional<Map<String, Tensor>> best(int epoch) {
                return states.best(epoch);
            }
        };
    }

    private void requireThere() {
        if (!Files.isDirectory(root)) {
            throw RunFolder.gone(root, null);
        }
    }

    FinishedStage finished(String fingerprint) {
        StageRecord record = StageRecord.read(record());
        if (!record.fingerprint().equals(fingerprint)) {
            throw new ConfigException(record() + ": was changed while it was used; start the run anew");
        }
        return new FinishedStage(record, weights());
    }

    void write(StageRecord record) {
        record.write(record());
    }

    /** Checkpoints of the training of this fingerprint. */
    CheckpointFolder checkpoints(String fingerprint) {
        return new CheckpointFolder(root.resolve("checkpoints"), fingerprint);
    }

    /** Removes what killed processes left here, but for checkpoints; needs the lease. */
    void tidy() {
        AtomicFiles.removeLeftovers(root);
    }

    /** Whether a finished stage has more here than its result: a process was killed before it had tidied up. */
    boolean isUntidy() {
        return holdsAny(root, ".*.drolt-tmp") || holdsAny(root.resolve("checkpoints"), "*");
    }

    private static boolean holdsAny(Path folder, String pattern) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false; // there is no such folder
        }
    }
}
