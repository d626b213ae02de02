package drolt.data;

import drolt.configuration.ConfigException;
import drolt.data.decoding.ImageDecoder;
import drolt.data.decoding.ImageLook;
import drolt.io.AtomicFiles;
import drolt.io.Sha256;
import drolt.io.UserCache;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the image files below a folder show, so that they are read once and not at every start: by path, for as long as
 * size and time of the file stay what they were. Files with a fault are looked at again each time.
 *
 * <p>Kept in this user's cache, for folders of many images; whoever deletes it loses time and nothing else. Safe for
 * several threads.
 */
final class ImageIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ImageIndex.class);
    private static final int FORM = 1;
    private static final int FEWEST_KEPT = 500;
    private static final int WORTH_A_WORD = 5_000;
    private static final int SAVED_AFTER = 5_000;

    private final Path root;
    private final Path file;
    private final int fewestKept;
    private final Map<String, Entry> known = new ConcurrentHashMap<>();
    private final AtomicInteger unsaved = new AtomicInteger();

    private ImageIndex(Path root, Path file, int fewestKept) {
        this.root = root;
        this.file = file;
        this.fewestKept = fewestKept;
    }

    /**
     * What is known of a file.
     *
     * @param whole whether it was decoded and nothing was wrong
     */
    private record Entry(FileStamp stamp, ImageSize size, String hash, boolean whole) {}

    /** Opens the index of a folder in this user's cache. */
    static ImageIndex open(Path root) {
        return open(root, UserCache.folder().resolve("images"), FEWEST_KEPT);
    }

    /**
     * That of a folder.
     *
     * @param cache where it is kept
     * @param fewestKept of fewer images nothing is kept
     */
    static ImageIndex open(Path root, Path cache, int fewestKept) {
        String name = Sha256.of(root.toAbsolutePath().normalize().toString()).substring(0, 32);
        ImageIndex index = new ImageIndex(root, cache.resolve(name + ".index"), fewestKept);
        index.load();
        return index;
    }

    /** Where the images' paths begin. */
    Path root() {
        return root;
    }

    /** What files show, in their order; reads those of which nothing is known. */
    ImageLook[] look(String[] paths, FileStamp[] stamps) {
        int[] unknown = IntStream.range(0, paths.length)
                .filter(at -> !isKnown(paths[at], stamps[at]))
                .toArray();
        if (unknown.length >= WORTH_A_WORD) {
            LOG.warn(
                    "{}: reads {} images that it has not seen before, to know their sizes and which are equal; later"
                            + " starts take that from {}",
                    root,
                    unknown.length,
                    file);
        }
        ImageLook[] looks = new ImageLook[paths.length];
        IntStream.range(0, paths.length).parallel().forEach(at -> looks[at] = look(paths[at], stamps[at]));
        if (unknown.length > 0) {
            save();
        }
        return looks;
    }

    private boolean isKnown(String path, FileStamp stamp) {
        Entry entry = known.get(path);
        return entry != null && entry.stamp.equals(stamp);
    }

    private ImageLook look(String path, FileStamp stamp) {
        Entry entry = known.get(path);
        if (entry != null && entry.stamp.equals(stamp)) {
            return new ImageLook(entry.hash, entry.size, null);
        }
        ImageLook look = ImageDecoder.look(root.resolve(path));
        if (look.fault() == null && look.size() != null && look.hash() != null) {
            known.put(path, new Entry(stamp, look.size(), look.hash(), false));
        } else {
            known.remove(path);
        }
        return look;
    }

    /** Whether a file was decoded before, and nothing was wrong. */
    boolean isWhole(String path, FileStamp stamp) {
        Entry entry = known.get(path);
        return entry != null && entry.whole && entry.stamp.equals(stamp);
    }

    /** Notes that a file was decoded and nothing is wrong with it. */
    void noteWhole(String path, FileStamp stamp) {
        known.computeIfPresent(
                path,
                (same, entry) -> entry.stamp.equals(stamp) ? new Entry(stamp, entry.size, entry.hash, true) : entry);
        if (unsaved.incrementAndGet() >= SAVED_AFTER) {
            save();
        }
    }

    private void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readInt() != FORM) {
                return;
            }
            int size = in.readInt();
            for (int at = 0; at < size; at++) {
                String path = in.readUTF();
                FileStamp stamp = new FileStamp(in.readLong(), in.readLong());
                known.put(
                        path,
                        new Entry(stamp, new ImageSize(in.readInt(), in.readInt()), in.readUTF(), in.readBoolean()));
            }
            if (in.readInt() != known.hashCode()) {
                known.clear();
            }
        } catch (IOException | RuntimeException e) { // a damaged one is as good as none
            known.clear();
            LOG.debug("{}: is made anew", file, e);
        }
    }

    /** Keeps what is known, if there is enough of it. */
    synchronized void save() {
        unsaved.set(0);
        if (known.size() < fewestKept) {
            return;
        }
        Map<String, Entry> entries = Map.copyOf(known);
        try {
            AtomicFiles.write(file, stream -> {
                DataOutputStream out = new DataOutputStream(stream);
                out.writeInt(FORM);
                out.writeInt(entries.size());
                for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                    Entry of = Objects.requireNonNull(entry.getValue());
                    out.writeUTF(entry.getKey());
                    out.writeLong(of.stamp.size());
                    out.writeLong(of.stamp.modified());
                    out.writeInt(of.size.height());
                    out.writeInt(of.size.width());
                    out.writeUTF(of.hash);
                    out.writeBoolean(of.whole);
                }
                out.writeInt(entries.hashCode()); // the same in every process: strings, numbers and records of these
                out.flush();
            });
        } catch (ConfigException e) { // the next start takes longer, and that is all
            LOG.debug("{}: cannot be kept", file, e);
        }
    }
}
