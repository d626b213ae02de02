package drolt.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The files that the lines of a list lead to. */
final class ListedFiles {
    private final ImageList list;
    private final Found[] files;

    private ListedFiles(ImageList list, Found[] files) {
        this.list = list;
        this.files = files;
    }

    /**
     * A file.
     *
     * @param identity equal for all paths and links that lead to it
     */
    private record Found(FileStamp stamp, Object identity) {}

    /** Looks for them; throws for the first that is not there, with its line. */
    static ListedFiles find(Path folder, ImageList list) {
        @Nullable
        Found[] files = IntStream.range(0, list.size())
                .parallel() // on a network's disk each look takes a millisecond
                .mapToObj(at -> find(folder, list.path(at)))
                .toArray(Found[]::new);
        long missing =
                IntStream.range(0, files.length).filter(at -> files[at] == null).count();
        for (int at = 0; at < files.length; at++) {
            if (files[at] == null) {
                throw list.mistake(
                        at,
                        "there is no image " + TextLines.shown(list.path(at)) + " in " + folder
                                + (missing == 1 ? "" : " (" + missing + " of " + files.length + " are missing)")
                                + "; correct the list, or say with --data and dataset.folder where the images lie");
            }
        }
        return new ListedFiles(list, files);
    }

    private static @Nullable Found find(Path folder, String path) {
        try {
            Path file = folder.resolve(path);
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return null;
            }
            Object key = attributes.fileKey(); // Windows has none
            return new Found(FileStamp.of(attributes), key == null ? file.toRealPath() : key);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** Throws for the first file that another list leads to, too, by whatever path. */
    void requireApartFrom(ListedFiles other) {
        Map<Object, Integer> known = new HashMap<>(2 * other.files.length);
        for (int at = 0; at < other.files.length; at++) {
            known.put(other.files[at].identity, at);
        }
        for (int at = 0; at < files.length; at++) {
            Integer there = known.get(files[at].identity);
            if (there != null) {
                throw list.mistake(
                        at,
                        TextLines.shown(list.path(at)) + " is the file " + TextLines.shown(other.list.path(there))
                                + " of line " + (there + 1) + " of " + other.list.name()
                                + ", too; an image may be in one of the lists only");
            }
        }
    }

    ImageFiles images(ImageIndex index, List<String> classNames) {
        return ImageFiles.of(
                index,
                classNames,
                IntStream.range(0, list.size()).mapToObj(list::path).toArray(String[]::new),
                IntStream.range(0, list.size()).map(list::label).toArray(),
                IntStream.range(0, files.length)
                        .mapToObj(at -> Objects.requireNonNull(files[at]).stamp)
                        .toArray(FileStamp[]::new));
    }
}
