package drolt.data;

import drolt.configuration.ConfigException;
import drolt.data.decoding.ImageDecoder;
import drolt.io.ReadFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders of images, one a class; images may lie deeper in them.
 *
 * <p>Classes are in the order of the folders' names, images in the order of their paths, character by character: the same
 * on every system.
 */
final class ImageFolderTree {
    private static final String BESIDE = "images beside the folders of the classes, so that nothing tells their class";

    private final Path root;
    private final Path top;
    private final Map<String, SortedMap<String, FileStamp>> classes = new TreeMap<>();
    private final List<LeftOut> ignored = new ArrayList<>();

    private ImageFolderTree(Path root, Path top) {
        this.root = root;
        this.top = top;
    }

    /**
     * Looks for classes and images.
     *
     * @param root where the images' paths begin
     * @param top the folder of class folders, {@code root} or below it
     * @throws ConfigException if there is no class or no image, or a name is no text; names the folder
     */
    static ImageFolderTree scan(Path root, Path top) {
        ImageFolderTree tree = new ImageFolderTree(root, top);
        try {
            tree.scanClasses();
        } catch (IOException e) {
            throw unreadable(top, e);
        }
        if (tree.classes.isEmpty()) {
            throw new ConfigException(top + ": holds no folder of a class; make one for each class, named after it");
        }
        if (tree.classes.values().stream().allMatch(Map::isEmpty)) {
            throw tree.withoutImages(tree.classes.keySet().iterator().next());
        }
        return tree;
    }

    /** Throws for the first class without an image. */
    void requireImages() {
        classes.forEach((name, images) -> {
            if (images.isEmpty()) {
                throw withoutImages(name);
            }
        });
    }

    private ConfigException withoutImages(String name) {
        Path folder = top.resolve(name);
        String unread = ignored.stream()
                .filter(entry ->
                        entry.path().startsWith(folder) && !entry.what().equals(LeftOut.NO_IMAGE))
                .findFirst()
                .map(entry -> ", only " + entry.what())
                .orElse("");
        return new ConfigException(folder + ": holds no image (" + ImageDecoder.endings() + ")" + unread
                + "; every class needs one: put images in or remove the folder");
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
                    names.add(named(entry));
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return names;
    }

    /** Names of all folders in a folder, in their order. */
    static List<String> folders(Path folder) {
        try {
            return entries(folder).stream()
                    .filter(entry -> Files.isDirectory(entry) && !ImageWalk.isHidden(entry))
                    .map(ImageFolderTree::named)
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** A folder's name; throws where it is no text. */
    private static String named(Path folder) {
        ImageWalk.nameFault(folder).ifPresent(fault -> {
            throw new ConfigException(fault);
        });
        return folder.getFileName().toString();
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
                refuse(found.unnameable());
                classes.put(named(entry), found.images());
                ignored.addAll(found.ignored());
            } else {
                boolean isImage = Files.isRegularFile(entry)
                        && !ImageWalk.isHidden(entry)
                        && ImageDecoder.isImageName(entry.getFileName().toString());
                ignored.add(
                        isImage
                                ? new LeftOut(entry, BESIDE)
                                : ImageWalk.leftOut(entry, Files.notExists(entry) && isLink(entry)));
            }
        }
    }

    private static boolean isLink(Path entry) {
        return Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static void refuse(List<String> unnameable) {
        if (!unnameable.isEmpty()) {
            int more = unnameable.size() - 1;
            throw new ConfigException(unnameable.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
        }
    }

    List<String> classNames() {
        return List.copyOf(classes.keySet());
    }

    /** What is not used. */
    List<LeftOut> ignored() {
        return List.copyOf(ignored);
    }

    /** Throws for the first class with images that the other has not. */
    void requireClassesIn(ImageFolderTree other) {
        classes.forEach((name, images) -> {
            if (!other.classes.containsKey(name) && !images.isEmpty()) {
                throw new ConfigException(other.top + ": has no folder " + TextLines.shown(name) + ", as " + top
                        + " has; every class needs training images");
            }
        });
    }

    /** Throws where a single class leaves nothing to tell apart. */
    void requireClasses() {
        if (classes.size() == 1) {
            throw new ConfigException(top + ": has one class, "
                    + TextLines.shown(classes.keySet().iterator().next())
                    + ": nothing to tell apart; dataset.folder must be the folder whose folders are the classes, not one"
                    + " above or below it");
        }
    }

    /**
     * The images of these classes, in the order of the names.
     *
     * @param classNames in label order; some may have no image here
     */
    ImageFiles images(List<String> classNames, ImageIndex index) {
        List<String> paths = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<FileStamp> stamps = new ArrayList<>();
        for (int label = 0; label < classNames.size(); label++) {
            for (Map.Entry<String, FileStamp> image : Optional.ofNullable(classes.get(classNames.get(label)))
                    .orElseGet(TreeMap::new)
                    .entrySet()) {
                paths.add(image.getKey());
                labels.add(label);
                stamps.add(image.getValue());
            }
        }
        return ImageFiles.of(
                index,
                classNames,
                paths.toArray(String[]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                stamps.toArray(FileStamp[]::new));
    }
}
