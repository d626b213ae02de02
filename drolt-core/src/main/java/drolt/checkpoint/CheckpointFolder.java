package drolt.checkpoint;

import drolt.configuration.AtomicFiles;
import drolt.configuration.ConfigException;
import drolt.training.StateStore;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training states in a folder: the last two and the best.
 *
 * <p>A state is a safetensors file and a JSON record that holds its digest and is written last. A state whose record
 * or digest does not fit is named in the log and deleted, and the one before it is used.
 */
public final class CheckpointFolder implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final int KEPT = 2;
    private static final String RECORD = ".json";
    private static final String TENSORS = ".safetensors";
    private static final String BEST = "best";

    private final Path folder;
    private final String fingerprint;

    /**
     * @param fingerprint of the training that the states belong to; one of another is no use and treated as damaged
     */
    public CheckpointFolder(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    @Override
    public void save(TrainingState state, boolean best) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigException("cannot make " + folder + ": " + AtomicFiles.reason(folder, e), e);
        }
        if (best) { // first, so that a state never stands without the best one up to it
            write(BEST, state);
        }
        TrainingProgress progress = state.progress();
        write(String.format(Locale.ROOT, "epoch-%05d-step-%07d", progress.epoch(), progress.step()), state);
        List<String> names = names();
        names.subList(0, Math.max(0, names.size() - KEPT)).forEach(this::delete);
    }

    private void write(String name, TrainingState state) {
        Path tensors = folder.resolve(name + TENSORS);
        delete(name);
        String digest = TensorFile.write(tensors, state.tensors());
        AtomicFiles.writeString(
                folder.resolve(name + RECORD), new CheckpointRecord(fingerprint, digest, state.progress()).toJson());
    }

    @Override
    public Optional<TrainingState> latest() {
        AtomicFiles.removeLeftovers(folder);
        List<String> names = names();
        for (int i = names.size() - 1; i >= 0; i--) {
            Optional<TrainingState> state = read(names.get(i));
            if (state.isPresent()) {
                return state;
            }
            delete(names.get(i)); // or it would stand for one of the last two
        }
        return Optional.empty();
    }

    /** The file of the newest state, which is not read; empty where there is none. */
    public Optional<Path> newest() {
        List<String> names = names();
        return names.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(names.get(names.size() - 1) + TENSORS));
    }

    @Override
    public Optional<Map<String, Tensor>> best() {
        return read(BEST).map(TrainingState::tensors);
    }

    private Optional<TrainingState> read(String name) {
        if (!Files.exists(folder.resolve(name + RECORD))) {
            return Optional.empty(); // killed while it was written
        }
        try {
            CheckpointRecord record = CheckpointRecord.read(folder.resolve(name + RECORD));
            if (!record.fingerprint().equals(fingerprint)) {
                LOG.warn("{}: is a checkpoint of another training; not used", folder.resolve(name + RECORD));
                return Optional.empty();
            }
            return Optional.of(new TrainingState(
                    record.progress(), TensorFile.read(folder.resolve(name + TENSORS), record.digest())));
        } catch (ConfigException e) {
            LOG.warn("{}; training goes on from what was stored before it", e.getMessage());
            return Optional.empty();
        }
    }

    /** Names of the states but the best, oldest first; also of one without its record. */
    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("epoch-") && (name.endsWith(RECORD) || name.endsWith(TENSORS)))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Deletes all states, the best too. */
    public void clear() {
        if (Files.isDirectory(folder)) {
            names().forEach(this::delete);
            delete(BEST);
            AtomicFiles.removeLeftovers(folder);
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + RECORD)); // first: without it there is no state
            Files.deleteIfExists(folder.resolve(name + TENSORS));
        } catch (IOException e) {
            throw new ConfigException(folder.resolve(name) + ": cannot be deleted: " + e.getMessage(), e);
        }
    }
}
