package drolt.data;

import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images in a folder, at any depth, known by the endings of their names; links are followed.
 *
 * @param images by their paths, with {@code /} between names on every system, in the order of the paths, character by
 *     character
 * @param ignored what is no image, or hidden, or cannot be read
 * @param unnameable a line for each file or folder whose name is no text, and which no path can name therefore
 */
public record ImageWalk(SortedMap<String, FileStamp> images, List<LeftOut> ignored, List<String> unnameable) {
    /** What systems and programs put beside images, unasked. */
    private static final Set<String> JUNK =
            Set.of("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "$recycle.bin", "lost+found");

    private static final String LINK = "links that lead nowhere";

    public ImageWalk {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
        ignored = List.copyOf(ignored);
        unnameable = List.copyOf(unnameable);
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
        return new ImageWalk(visitor.images, visitor.ignored, visitor.unnameable);
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

    /** What is wrong with a name that no text can stand for, in a line that names it; empty: nothing. */
    static Optional<String> nameFault(Path path) {
        Path name = path.getFileName();
        try {
            if (name == null || path.getFileSystem().getPath(name.toString()).equals(name)) {
                return Optional.empty();
            }
        } catch (InvalidPathException e) { // what stands for the bytes that are no text cannot be written either
            return Optional.of(nameFaultText(path));
        }
        return Optional.of(nameFaultText(path));
    }

    private static String nameFaultText(Path path) {
        String encoding = System.getProperty("sun.jnu.encoding");
        return "UTF-8".equals(encoding)
                ? path + ": its name is no valid UTF-8; rename it"
                : path + ": its name cannot be read in the locale's character set, " + encoding
                        + "; set LC_ALL=C.UTF-8, or start drolt by its launcher, which does";
    }

    private static void walk(Path folder, FileVisitor<Path> visitor) throws IOException {
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    }

    private static boolean isImage(Path file, BasicFileAttributes attributes) {
        return attributes.isRegularFile()
                && !isHidden(file)
                && ImageDecoder.isImageName(file.getFileName().toString());
    }

    /** Hidden, or put there by a system. */
    static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || JUNK.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Why a file that is no image is left out. */
    static LeftOut leftOut(Path file, boolean isLink) {
        if (isHidden(file)) {
            return new LeftOut(file, LeftOut.NO_IMAGE);
        }
        if (isLink) {
            return new LeftOut(file, LINK);
        }
        return new LeftOut(
                file,
                ImageDecoder.unreadFormat(file.getFileName().toString())
                        .map(format -> format + " images, which are not read; convert them to JPEG or PNG")
                        .orElse(LeftOut.NO_IMAGE));
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path top;
        private final SortedMap<String, FileStamp> images = new TreeMap<>();
        private final List<LeftOut> ignored = new ArrayList<>();
        private final List<String> unnameable = new ArrayList<>();

        Visitor(Path root, Path top) {
            this.root = root;
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(top)) { // the one that was named is not hidden from who named it
                return FileVisitResult.CONTINUE;
            }
            if (isHidden(folder)) {
                ignored.add(new LeftOut(folder, LeftOut.NO_IMAGE));
                return FileVisitResult.SKIP_SUBTREE;
            }
            Optional<String> fault = nameFault(folder);
            fault.ifPresent(unnameable::add);
            return fault.isPresent() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isImage(file, attributes)) {
                ignored.add(leftOut(file, attributes.isSymbolicLink()));
                return FileVisitResult.CONTINUE;
            }
            Optional<String> fault = nameFault(file);
            if (fault.isPresent()) {
                unnameable.add(fault.get());
            } else {
                images.put(root.relativize(file).toString().replace('\\', '/'), FileStamp.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
