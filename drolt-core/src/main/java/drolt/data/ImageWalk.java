package drolt.data;

import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images in a folder, at any depth, known by the endings of their names; links are followed.
 *
 * @param sizes bytes of each image by its path, with {@code /} between names on every system, in the order of the paths,
 *     character by character
 * @param ignored what is no image, or hidden
 */
public record ImageWalk(SortedMap<String, Long> sizes, List<Path> ignored) {
    public ImageWalk {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        ignored = List.copyOf(ignored);
    }

    /**
     * Looks through a folder.
     *
     * @param root where the images' paths begin, {@code folder} or above it
     * @throws IOException if a folder cannot be read
     */
    public static ImageWalk of(Path root, Path folder) throws IOException {
        Visitor visitor = new Visitor(root, folder);
        walk(folder, visitor);
        return new ImageWalk(visitor.sizes, visitor.ignored);
    }

    /** Whether an image lies in a folder, at any depth; looks no further than to the first one. */
    static boolean holdsImage(Path folder) throws IOException {
        boolean[] found = new boolean[1];
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return isHidden(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found[0] = isImage(file, attributes);
                return found[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return found[0];
    }

    private static void walk(Path folder, FileVisitor<Path> visitor) throws IOException {
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    }

    private static boolean isImage(Path file, BasicFileAttributes attributes) {
        return attributes.isRegularFile()
                && !isHidden(file)
                && ImageDecoder.isImageName(file.getFileName().toString());
    }

    static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path top;
        private final SortedMap<String, Long> sizes = new TreeMap<>();
        private final List<Path> ignored = new ArrayList<>();

        Visitor(Path root, Path top) {
            this.root = root;
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(top) && isHidden(folder)) { // the one that was named is not hidden from who named it
                ignored.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isImage(file, attributes)) {
                sizes.put(root.relativize(file).toString().replace('\\', '/'), attributes.size());
            } else {
                ignored.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
