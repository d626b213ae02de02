package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes a run: the files that this program wrote in its folder, and nothing else.
 *
 * <p>A folder that also holds something of its user's stays, with that in it: {@code --output} may have named any
 * folder. Links are neither followed nor removed. The result goes first and the run's record last, so that a removal
 * that breaks off leaves an unfinished run, which can be removed again. While open, the run is locked against others.
 */
public final class RunRemoval implements AutoCloseable {
    /** Matches paths within the folder, with slashes. */
    private static final Pattern OURS =
            Pattern.compile("(recipe\\.yaml|(run|state|result|choice)\\.json|metrics\\.jsonl|report\\.html|\\.lock"
                    + "|models/[a-z0-9-]+\\.(safetensors|json)"
                    + "|(predictions|calibration)/[a-z0-9-]+\\.safetensors|predictions/images\\.json"
                    + "|stages/[^/]+/(weights\\.safetensors|stage\\.json|\\.lease-[^/]*)"
                    + "|stages/[^/]+/checkpoints/[^/]+\\.(safetensors|json)"
                    + "|tensorboard/[^/]+/(events\\.out\\.tfevents\\.[^/]+|(tensors|metadata)\\.tsv|projector_config\\.pbtxt)"
                    + "|analysis/[^/]+\\.(svg|png|csv|json)"
                    + "|(.+/)?\\.[^/]+\\.drolt-tmp)");

    private static final String RESULT = "result.json";
    private static final String RECORD = "run.json";
    private static final String LOCK = ".lock";

    private final Path root;
    private final FileChannel lock;
    private final List<Path> files;
    private final List<Path> folders;
    private final List<Path> others;
    private final long bytes;

    /** What a folder holds, by kind. */
    private static final class Contents extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();
        private final List<Path> others = new ArrayList<>();
        private long bytes;

        Contents(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && OURS.matcher(name).matches()) {
                files.add(file);
                bytes += attributes.size();
            } else {
                others.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) throws IOException {
            if (broken != null) {
                throw broken;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }
    }

    private RunRemoval(Path root, FileChannel lock, Contents contents) {
        this.root = root;
        this.lock = lock;
        this.files = List.copyOf(contents.files);
        this.folders = List.copyOf(contents.folders);
        this.others = List.copyOf(contents.others);
        this.bytes = contents.bytes;
    }

    /**
     * Locks a run and looks at what it holds; removes nothing yet.
     *
     * @throws ConfigException if this is no run, is a link to one, or something works in it
     */
    public static RunRemoval prepare(Path run) {
        if (Files.isSymbolicLink(run)) {
            throw new ConfigException(run + ": is a link, and links are not followed here; name the run's own folder");
        }
        if (!Files.isDirectory(run)) {
            throw new ConfigException(run + ": there is no such folder; 'drolt runs list' shows the runs");
        }
        if (!Files.isRegularFile(run.resolve(RECORD), LinkOption.NOFOLLOW_LINKS)) {
            throw new ConfigException(run + ": is not a run's folder (no run.json in it); only runs are removed");
        }
        Path root = run.toAbsolutePath().normalize();
        FileChannel lock = lock(run, root);
        try {
            requireIdle(run, root);
            Contents contents = new Contents(root);
            Files.walkFileTree(root, contents);
            return new RunRemoval(root, lock, contents);
        } catch (IOException e) {
            throw closing(lock, new ConfigException(run + ": cannot be read: " + e.getMessage(), e));
        } catch (ConfigException e) {
            throw closing(lock, e);
        }
    }

    private static FileChannel lock(Path run, Path root) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            if (channel.tryLock() != null) {
                return channel;
            }
            throw closing(channel, inUse(run, "another drolt works in it"));
        } catch (OverlappingFileLockException e) {
            throw closing(channel, inUse(run, "this program works in it"));
        } catch (IOException e) {
            throw closing(channel, new ConfigException(run + ": cannot be locked: " + e.getMessage(), e));
        }
    }

    private static ConfigException inUse(Path run, String why) {
        return new ConfigException(run + ": is in use, " + why + "; wait until that ends, or stop it first");
    }

    private static ConfigException closing(@Nullable FileChannel channel, ConfigException problem) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    /** Its stages may be the store of other runs, whose workers hold leases and not the lock. */
    private static void requireIdle(Path run, Path root) throws IOException {
        Path stages = root.resolve("stages");
        if (!Files.isDirectory(stages, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Leases leases = Leases.of(Worker.current(AlgorithmVersions.ofWorker()));
        try (Stream<Path> each = Files.list(stages)) {
            for (Path stage : each.filter(Files::isDirectory).toList()) {
                if (leases.isTaken(stage)) {
                    throw inUse(run, leases.holder(stage) + " works on its stage " + stage.getFileName());
                }
            }
        }
    }

    /** How many bytes its files hold. */
    public long bytes() {
        return bytes;
    }

    /** What is not this program's, and stays. */
    public List<Path> others() {
        return others;
    }

    /**
     * Removes the files, and the folders that are empty then.
     *
     * @throws ConfigException if the system does not let it; what is still there can be removed by another call
     */
    public void remove() {
        try {
            List<Path> ordered =
                    files.stream().sorted(Comparator.comparingInt(this::turn)).toList();
            for (Path file : ordered) {
                Files.deleteIfExists(file);
            }
            for (Path folder : folders) {
                deleteEmpty(folder);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    root + ": cannot be removed wholly: " + e.getMessage() + "; the same command continues", e);
        }
    }

    private int turn(Path file) {
        return file.equals(root.resolve(RESULT))
                ? 0
                : file.equals(root.resolve(RECORD)) ? 2 : file.equals(root.resolve(LOCK)) ? 3 : 1;
    }

    private static void deleteEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // holds something of its user's
        }
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
