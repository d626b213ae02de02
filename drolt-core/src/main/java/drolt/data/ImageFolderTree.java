package drolt.data;

import drolt.configuration.ConfigException;
import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
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
            throw new ConfigException(top + ": cannot be read (" + e + "); mend the folder", e);
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

    private void scanClasses() throws IOException {
        List<Path> entries;
        try (Stream<Path> found = Files.list(top)) {
            entries = found.sorted().toList();
        }
        for (Path entry : entries) {
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
