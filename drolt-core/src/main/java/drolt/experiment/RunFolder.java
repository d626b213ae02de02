package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.io.AtomicFiles;
import drolt.recipe.ExperimentConfig;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run keeps what it makes. While open it is locked against a second process, unless both share it.
 *
 * <pre>
 * recipe.yaml     the resolved recipe
 * run.json        configuration, seed, versions, fingerprints
 * metrics.jsonl   a line an epoch
 * state.json      what the run is doing, while it does
 * result.json     the table and all behind it
 * models/         final weights of each arm, and a card of what they need: ModelCard
 * predictions/    what each arm said of every test image, and the images' files
 * calibration/    how far each arm can be trusted on new images: ArmCalibration
 * stages/         weights, record and checkpoints of each stage
 * </pre>
 */
public final class RunFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String LOCK = ".lock";

    private final Path root;
    private final @Nullable Object key; // of the lock's file
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private RunFolder(Path root, FileChannel channel, @Nullable FileLock lock) {
        this.root = root;
        this.key = key(root);
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing and locks it.
     *
     * @throws ConfigException if it cannot be written to, or another process works in it
     */
    public static RunFolder open(Path root) {
        FileChannel channel = channel(root);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(root);
            }
            RunFolder folder = new RunFolder(root, channel, lock);
            folder.tidy();
            return folder;
        } catch (OverlappingFileLockException e) {
            throw closing(channel, new ConfigException(root + ": another run of this program works in this folder", e));
        } catch (IOException e) {
            throw closing(channel, cannotWrite(root, e));
        } catch (ConfigException e) {
            throw closing(channel, e);
        }
    }

    /**
     * Makes the folder where it is missing, for several workers with one store of stages.
     *
     * @throws ConfigException if it cannot be written to, or a process without that store works in it
     */
    public static RunFolder openShared(Path root) {
        FileChannel channel = channel(root);
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            if (lock == null) {
                throw closing(channel, inUse(root));
            }
            return new RunFolder(root, channel, lock);
        } catch (OverlappingFileLockException | IOException e) {
            // within one process, or on a file system without locks: the leases of stages keep workers apart
            return new RunFolder(root, channel, null);
        }
    }

    private static FileChannel channel(Path root) {
        try {
            Files.createDirectories(root);
            return FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw cannotWrite(root, e);
        }
    }

    private static ConfigException inUse(Path root) {
        return new ConfigException(
                root + ": another drolt works in this folder; wait for it, or choose another --output");
    }

    private static ConfigException cannotWrite(Path root, IOException e) {
        return new ConfigException(
                "cannot write to run folder " + root + ": " + AtomicFiles.reason(root.resolve(LOCK), e), e);
    }

    private static ConfigException closing(FileChannel channel, ConfigException problem) {
        try {
            channel.close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    /** The identity of the lock's file, if the system has such a thing, as opposed to another file of its name. */
    private static @Nullable Object key(Path root) {
        try {
            return Files.readAttributes(root.resolve(LOCK), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            throw gone(root, e);
        }
    }

    /**
     * Sees that the folder which was opened still stands. Whatever is written to one that is gone makes it anew, without
     * what was in it before.
     *
     * @throws UncheckedIOException in one line, if it was deleted, moved or replaced
     */
    void requireThere() {
        if (!Objects.equals(key, key(root))) {
            throw gone(root, null);
        }
    }

    /** The end of a run whose folder was taken from it. */
    static UncheckedIOException gone(Path folder, @Nullable IOException cause) {
        return new UncheckedIOException(new IOException(
                folder
                        + ": was deleted, moved or replaced while a run was at work in it; the same command begins it anew",
                cause));
    }

    /** Removes what killed processes left half-written. */
    void tidy() {
        AtomicFiles.removeLeftovers(root);
        AtomicFiles.removeLeftovers(root.resolve("models"));
        AtomicFiles.removeLeftovers(root.resolve("predictions"));
        AtomicFiles.removeLeftovers(root.resolve("calibration"));
    }

    public Path root() {
        return root;
    }

    public Path recipe() {
        return root.resolve("recipe.yaml");
    }

    public Path record() {
        return root.resolve("run.json");
    }

    /**
     * The record of the run that was begun here; empty where none was, or where it is damaged and {@code recipe.yaml} says
     * that this run began here.
     *
     * @throws ConfigException if it is damaged and may be another run's
     */
    Optional<RunRecord> storedRecord(ExperimentConfig config) {
        if (!Files.exists(record())) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunRecord.read(record()));
        } catch (ConfigException e) {
            if (RunCheck.isRecipe(recipe(), config)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Says what run this is. */
    void begin(RunRecord record, ExperimentConfig config) {
        if (Files.exists(record())) {
            LOG.warn("{}: is damaged; recipe.yaml beside it is this run's, so it is written anew", record());
        }
        AtomicFiles.writeString(recipe(), ConfigWriter.yaml(config));
        record.write(record());
    }

    /** Writes the recipe of the run anew where it is damaged or gone. */
    void completeRecipe(ExperimentConfig config) {
        if (!RunCheck.isRecipe(recipe(), config)) {
            if (Files.exists(recipe())) {
                LOG.warn("{}: is not the recipe in run.json; it is written anew from there", recipe());
            }
            AtomicFiles.writeString(recipe(), ConfigWriter.yaml(config));
        }
    }

    public Path metrics() {
        return root.resolve("metrics.jsonl");
    }

    /** What the run is doing: {@link RunState}. */
    public Path state() {
        return root.resolve("state.json");
    }

    public Path result() {
        return root.resolve("result.json");
    }

    /**
     * The result of the run of this fingerprint and these stages, if it stands here whole, its models too.
     */
    Optional<RunResult> storedResult(String fingerprint, Map<String, StageRecord> stages) {
        if (!Files.exists(result())) {
            return Optional.empty();
        }
        try {
            RunResult stored = RunResult.read(result());
            boolean same =
                    stored.fingerprint().equals(fingerprint) && stored.stages().equals(stages);
            boolean whole = stored.arms().stream()
                    .allMatch(arm -> TensorFile.isIntact(root.resolve(arm.model()), arm.weights()));
            return same && whole ? Optional.of(stored) : Optional.empty();
        } catch (ConfigException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    public Path stages() {
        return root.resolve("stages");
    }

    /** The arm's final weights; the name of the arm is made fit for a file. */
    public Path model(String arm) {
        return root.resolve("models").resolve(ExperimentConfig.fileName(arm) + ".safetensors");
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
            channel.close();
        } catch (IOException e) {
            throw new ConfigException(root + ": the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
