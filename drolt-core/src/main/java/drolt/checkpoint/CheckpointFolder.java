package drolt.checkpoint;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.io.AtomicFiles;
import drolt.training.StateStore;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training states in a folder: the last two and the best.
 *
 * <p>A state is a safetensors file and a JSON record that holds its digest and is written last. A state whose record
 * or digest does not fit is named in the log and deleted, and the one before it is used. Without the best state that it
 * needs no state is used.
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
        delete(name);
        String digest = TensorFile.write(tensors(name), state.tensors());
        new CheckpointRecord(fingerprint, digest, state.progress()).write(record(name));
    }

    /** A state, and the epoch whose best state it needs. */
    private record Found(TrainingState state, int best) {}

    @Override
    public Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed) {
        AtomicFiles.removeLeftovers(folder);
        List<String> names = names();
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            Optional<Found> found = read(name, record -> {
                int best = needed.applyAsInt(record.progress());
                return new Found(
                        new TrainingState(record.progress(), TensorFile.read(tensors(name), record.digest())), best);
            });
            if (found.isPresent()) {
                TrainingState state = found.get().state();
                if (found.get().best() == 0 || hasBest(found.get().best(), state.progress())) {
                    return Optional.of(state);
                }
                clear();
                return Optional.empty();
            }
            delete(name); // or it would stand for one of the last two
        }
        return Optional.empty();
    }

    /** The file of the newest state, which is not read; empty where there is none. */
    public Optional<Path> newest() {
        List<String> names = names();
        return names.isEmpty() ? Optional.empty() : Optional.of(tensors(names.get(names.size() - 1)));
    }

    /** A state of another epoch was written by a worker that had lost its lease. */
    @Override
    public Optional<Map<String, Tensor>> best(int epoch) {
        if (!Files.exists(record(BEST))) {
            LOG.warn("{}: is missing", record(BEST));
            return Optional.empty();
        }
        return read(BEST, record -> {
            if (record.epoch() != epoch) {
                throw new ConfigException(
                        record(BEST) + ": is of epoch " + record.epoch() + " where that of " + epoch + " is needed");
            }
            return TensorFile.read(tensors(BEST), record.digest());
        });
    }

    /**
     * Whether the best state that a training needs can be had. One of an epoch that is still to come will do: it was stored
     * before a kill, or before the state beside it was damaged, and the same epoch will store it again.
     */
    private boolean hasBest(int epoch, TrainingProgress progress) {
        if (!Files.exists(record(BEST))) {
            LOG.warn("{}: is missing; the stage is trained anew", record(BEST));
            return false;
        }
        int done = progress.history().size();
        Optional<Integer> stored = read(BEST, record -> {
            TensorFile.requireIntact(tensors(BEST), record.digest());
            return record.epoch();
        });
        if (stored.isPresent() && (stored.get() == epoch || stored.get() > done)) {
            return true;
        }
        if (stored.isPresent()) {
            LOG.warn("{}: is not of epoch {}, the best so far; the stage is trained anew", record(BEST), epoch);
        } else {
            LOG.warn("{}: cannot be used; the stage is trained anew", tensors(BEST));
        }
        return false;
    }

    /** What is made of a state; empty if there is none, or only a damaged one, which is logged. */
    private <T> Optional<T> read(String name, Function<CheckpointRecord, T> use) {
        Path file = record(name);
        if (!Files.exists(file)) {
            return Optional.empty(); // killed while it was written
        }
        try {
            CheckpointRecord record = CheckpointRecord.read(file);
            if (!record.fingerprint().equals(fingerprint)) {
                LOG.warn("{}: is a checkpoint of another training; not used", file);
                return Optional.empty();
            }
            return Optional.of(use.apply(record));
        } catch (ConfigException e) {
            LOG.warn("{}", e.getMessage());
        } catch (InvalidValueException e) {
            LOG.warn("{}: is damaged ({} {}); it is not used", file, e.key(), e.getMessage());
        }
        return Optional.empty();
    }

    private Path record(String name) {
        return folder.resolve(name + RECORD);
    }

    private Path tensors(String name) {
        return folder.resolve(name + TENSORS);
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
            Files.deleteIfExists(record(name)); // first: without it there is no state
            Files.deleteIfExists(tensors(name));
        } catch (IOException e) {
            throw new ConfigException(folder.resolve(name) + ": cannot be deleted: " + e.getMessage(), e);
        }
    }
}
