package drolt.data;

import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Images in files of their own, decoded each time they are read.
 *
 * <p>The fingerprint rests on names, labels, order and the sizes of the files, not on pixels: to read half a million
 * images would take longer than many a training. An image that is replaced by one of as many bytes goes unnoticed.
 */
final class ImageFiles implements ImageDataset {
    /** Stands where an image that is identified by its pixels has its height. */
    private static final int IDENTIFIED_BY_SIZE = -1;

    private static final long MISSING = -1;

    private final Path folder;
    private final List<String> classNames;
    private final String[] paths;
    private final int[] labels;
    private final long[] sizes;
    private final ContentFingerprint fingerprint = new ContentFingerprint(this);

    /**
     * Images that were found.
     *
     * @param folder where the paths begin
     * @param paths with {@code /} between names, on every system
     * @param sizes of the files in bytes
     */
    ImageFiles(Path folder, List<String> classNames, String[] paths, int[] labels, long[] sizes) {
        this.folder = folder;
        this.classNames = List.copyOf(classNames);
        this.paths = paths;
        this.labels = labels;
        this.sizes = sizes;
    }

    /** The images of a list; throws for the first that is not there, with its line. */
    static ImageFiles of(Path folder, List<String> classNames, ImageList list) {
        long[] sizes = IntStream.range(0, list.size())
                .parallel() // on a network's disk each look takes a millisecond
                .mapToLong(index -> size(folder, list.path(index)))
                .toArray();
        long missing = IntStream.range(0, sizes.length)
                .filter(index -> sizes[index] == MISSING)
                .count();
        for (int index = 0; index < sizes.length; index++) {
            if (sizes[index] == MISSING) {
                throw list.mistake(
                        index,
                        "there is no image " + TextLines.shown(list.path(index)) + " in " + folder
                                + (missing == 1 ? "" : " (" + missing + " of " + sizes.length + " are missing)")
                                + "; correct the list, or say with --data and dataset.folder where the images lie");
            }
        }
        String[] paths = IntStream.range(0, list.size()).mapToObj(list::path).toArray(String[]::new);
        int[] labels = IntStream.range(0, list.size()).map(list::label).toArray();
        return new ImageFiles(folder, classNames, paths, labels, sizes);
    }

    private static long size(Path folder, String path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(folder.resolve(path), BasicFileAttributes.class);
            return attributes.isRegularFile() ? attributes.size() : MISSING;
        } catch (IOException | InvalidPathException e) {
            return MISSING;
        }
    }

    @Override
    public int size() {
        return paths.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, RgbImage target) {
        ImageDecoder.read(path(index), target);
    }

    private Path path(int index) {
        return folder.resolve(paths[index]);
    }

    @Override
    public String name(int index) {
        return path(index).toString();
    }

    @Override
    public Optional<String> file(int index) {
        return Optional.of(paths[index]);
    }

    @Override
    public Optional<String> fault(int index) {
        return ImageDecoder.fault(path(index));
    }

    @Override
    public Optional<ImageSize> ownSize(int index) {
        return Optional.of(ImageDecoder.size(path(index)));
    }

    @Override
    public void identify(int index, RgbImage memory, MessageDigest digest) {
        byte[] path = paths[index].getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                .putInt(IDENTIFIED_BY_SIZE)
                .putLong(sizes[index])
                .putInt(path.length)
                .flip());
        digest.update(path);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public String fingerprint() {
        return fingerprint.value();
    }
}
