package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.ReadFailure;
import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders of images, one a class; images may lie deeper in them.
 *
 * <p>Classes are in the order of the folders' names, images in the order of their paths, character by character: the same
 * on every system.
 */
final class ImageFolderTree {
    private final Path root;
    private final Path top;
    private final Map<String, SortedMap<String, Long>> sizes = new TreeMap<>();
    private final List<Path> ignored = new ArrayList<>();

    private ImageFolderTree(Path root, Path top) {
        this.root = root;
        this.top = top;
    }

    /**
     * Looks for classes and images.
     *
     * @param root where the images' paths begin
     * @param top the folder of class folders, {@code root} or below it
     * @throws ConfigException if there is no class or a class has no image; names the folder
     */
    static ImageFolderTree scan(Path root, Path top) {
        ImageFolderTree tree = new ImageFolderTree(root, top);
        try {
            tree.scanClasses();
        } catch (IOException e) {
            throw unreadable(top, e);
        }
        if (tree.sizes.isEmpty()) {
            throw new ConfigException(top + ": holds no folder of a class; make one for each class, named after it");
        }
        tree.sizes.forEach((name, images) -> {
            if (images.isEmpty()) {
                throw new ConfigException(top.resolve(name) + ": holds no image (" + ImageDecoder.endings()
                        + "); every class needs one: put images in or remove the folder");
            }
        });
        return tree;
    }

    /**
     * Names of the folders in a folder that hold an image, however deep, in their order.
     *
     * @throws ConfigException if one cannot be read
     */
    static List<String> foldersWithImages(Path folder) {
        List<String> names = new ArrayList<>();
        try {
            for (Path entry : entries(folder)) {
                if (Files.isDirectory(entry) && !ImageWalk.isHidden(entry) && ImageWalk.holdsImage(entry)) {
                    names.add(entry.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return names;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    private static ConfigException unreadable(Path folder, IOException e) {
        // the exception may be that of a folder below
        Path where = e instanceof FileSystemException f && f.getFile() != null ? Path.of(f.getFile()) : folder;
        return new ConfigException(where + ": cannot be read (" + ReadFailure.reason(e) + "); mend the folder", e);
    }

    private void scanClasses() throws IOException {
        for (Path entry : entries(top)) {
            if (Files.isDirectory(entry) && !ImageWalk.isHidden(entry)) {
                ImageWalk found = ImageWalk.of(root, entry);
                sizes.put(entry.getFileName().toString(), found.sizes());
                ignored.addAll(found.ignored());
            } else {
                ignored.add(entry);
            }
        }
    }

    Set<String> classNames() {
        return new TreeSet<>(sizes.keySet());
    }

    /** What is no image, or hidden. */
    List<Path> ignored() {
        return List.copyOf(ignored);
    }

    /** Throws for the first class that only one of the two has. */
    void requireClassesOf(ImageFolderTree other) {
        for (String name : classNames()) {
            if (!other.sizes.containsKey(name)) {
                throw new ConfigException(other.top + ": has no folder " + TextLines.shown(name) + ", as " + top
                        + " has; both need the same classes");
            }
        }
    }

    /** Throws where a single class leaves nothing to tell apart. */
    void requireClasses() {
        if (sizes.size() == 1) {
            throw new ConfigException(top + ": has one class, "
                    + TextLines.shown(sizes.keySet().iterator().next())
                    + ": nothing to tell apart; dataset.folder must be the folder whose folders are the classes, not one"
                    + " above or below it");
        }
    }

    ImageFiles images() {
        List<String> paths = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        int label = 0;
        for (SortedMap<String, Long> images : sizes.values()) {
            for (Map.Entry<String, Long> image : images.entrySet()) {
                paths.add(image.getKey());
                labels.add(label);
                bytes.add(image.getValue());
            }
            label++;
        }
        return new ImageFiles(
                root,
                List.copyOf(sizes.keySet()),
                paths.toArray(String[]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                bytes.stream().mapToLong(Long::longValue).toArray());
    }
}
