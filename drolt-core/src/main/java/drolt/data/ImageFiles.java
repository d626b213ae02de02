package drolt.data;

import drolt.data.decoding.ImageDecoder;
import drolt.data.decoding.ImageFault;
import drolt.data.decoding.ImageLook;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Images in files of their own, decoded each time they are read.
 *
 * <p>The fingerprint rests on names, labels, order and the sizes of the files, not on pixels: an image that is replaced by
 * one of as many bytes goes unnoticed there.
 */
final class ImageFiles implements ImageDataset {
    /** Stands where an image that is identified by its pixels has its height. */
    private static final int IDENTIFIED_BY_SIZE = -1;

    private final ImageIndex index;
    private final List<String> classNames;
    private final String[] paths;
    private final int[] labels;
    private final FileStamp[] stamps;
    private final ImageLook[] looks;
    private final @Nullable String @Nullable [] groups;
    private final ContentFingerprint fingerprint = new ContentFingerprint(this);

    private ImageFiles(
            ImageIndex index,
            List<String> classNames,
            String[] paths,
            int[] labels,
            FileStamp[] stamps,
            ImageLook[] looks,
            @Nullable String @Nullable [] groups) {
        this.index = index;
        this.classNames = List.copyOf(classNames);
        this.paths = paths;
        this.labels = labels;
        this.stamps = stamps;
        this.looks = looks;
        this.groups = groups;
    }

    /**
     * Images that were found; reads those that are not known yet.
     *
     * @param index of the folder where the paths begin
     * @param paths with {@code /} between names, on every system
     */
    static ImageFiles of(ImageIndex index, List<String> classNames, String[] paths, int[] labels, FileStamp[] stamps) {
        return new ImageFiles(index, classNames, paths, labels, stamps, index.look(paths, stamps), null);
    }

    /**
     * The same images in groups.
     *
     * @param groups by position; null where an image is a group of its own
     */
    ImageFiles grouped(@Nullable String[] groups) {
        return new ImageFiles(index, classNames, paths, labels, stamps, looks, groups);
    }

    /** The files at some positions, in that order. */
    ImageFiles at(int[] positions) {
        @Nullable String @Nullable [] all = groups;
        return new ImageFiles(
                index,
                classNames,
                IntStream.of(positions).mapToObj(at -> paths[at]).toArray(String[]::new),
                IntStream.of(positions).map(at -> labels[at]).toArray(),
                IntStream.of(positions).mapToObj(at -> stamps[at]).toArray(FileStamp[]::new),
                IntStream.of(positions).mapToObj(at -> looks[at]).toArray(ImageLook[]::new),
                all == null
                        ? null
                        : IntStream.of(positions).mapToObj(at -> all[at]).toArray(String[]::new));
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

    private Path path(int at) {
        return index.root().resolve(paths[at]);
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
        return looks[index].anyFault();
    }

    @Override
    public Optional<ImageFault> damage(int at, RgbImage target) {
        Optional<ImageFault> damage = ImageDecoder.damage(path(at), target);
        if (damage.isEmpty()) {
            index.noteWhole(paths[at], stamps[at]);
        }
        return damage;
    }

    @Override
    public boolean isKnownWhole(int at) {
        return index.isWhole(paths[at], stamps[at]);
    }

    /** Keeps what was noted of files that were decoded. */
    @Override
    public void keepNotes() {
        index.save();
    }

    @Override
    public Optional<String> content(int index) {
        return Optional.ofNullable(looks[index].hash());
    }

    @Override
    public Optional<String> group(int index) {
        return groups == null ? Optional.empty() : Optional.ofNullable(groups[index]);
    }

    @Override
    public Optional<ImageSize> ownSize(int index) {
        ImageSize known = looks[index].size();
        return Optional.of(known == null ? ImageDecoder.size(path(index)) : known);
    }

    @Override
    public void identify(int index, RgbImage memory, MessageDigest digest) {
        byte[] path = paths[index].getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                .putInt(IDENTIFIED_BY_SIZE)
                .putLong(stamps[index].size())
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
