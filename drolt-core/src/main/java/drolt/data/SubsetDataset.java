package drolt.data;

import drolt.data.decoding.ImageFault;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Some images of another data set, in a stated order; an image may occur more than once.
 *
 * <p>Its fingerprint identifies the images of the subset once, and no others.
 */
public final class SubsetDataset implements ImageDataset {
    private final ImageDataset base;
    private final int[] indices;
    private final ContentFingerprint fingerprint = new ContentFingerprint(this);

    private SubsetDataset(ImageDataset base, int[] indices) {
        this.base = base;
        this.indices = indices;
    }

    /**
     * A subset. That of a subset refers to the images below: {@link #base} is never a subset itself.
     *
     * @param base the data set to choose from
     * @param indices positions in {@code base}, each in 0..{@code base.size() - 1}
     */
    public static SubsetDataset of(ImageDataset base, int[] indices) {
        for (int index : indices) {
            if (index < 0 || index >= base.size()) {
                throw new IllegalArgumentException("index " + index + " of a data set of " + base.size() + " images");
            }
        }
        if (base instanceof SubsetDataset outer) {
            int[] composed = new int[indices.length];
            for (int position = 0; position < composed.length; position++) {
                composed[position] = outer.indices[indices[position]];
            }
            return new SubsetDataset(outer.base, composed);
        }
        return new SubsetDataset(base, indices.clone());
    }

    /** The data set whose images these are. */
    public ImageDataset base() {
        return base;
    }

    /** Positions in {@link #base}, in this subset's order. */
    public int[] indices() {
        return indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int label(int index) {
        return base.label(indices[index]);
    }

    @Override
    public void read(int index, RgbImage target) {
        base.read(indices[index], target);
    }

    @Override
    public void identify(int index, RgbImage memory, MessageDigest digest) {
        base.identify(indices[index], memory, digest);
    }

    @Override
    public String name(int index) {
        return base.name(indices[index]);
    }

    @Override
    public Optional<String> file(int index) {
        return base.file(indices[index]);
    }

    @Override
    public Optional<String> fault(int index) {
        return base.fault(indices[index]);
    }

    @Override
    public Optional<ImageFault> damage(int index, RgbImage target) {
        return base.damage(indices[index], target);
    }

    @Override
    public boolean isKnownWhole(int index) {
        return base.isKnownWhole(indices[index]);
    }

    @Override
    public void keepNotes() {
        base.keepNotes();
    }

    @Override
    public Optional<String> content(int index) {
        return base.content(indices[index]);
    }

    @Override
    public Optional<String> group(int index) {
        return base.group(indices[index]);
    }

    @Override
    public Optional<ImageSize> ownSize(int index) {
        return base.ownSize(indices[index]);
    }

    @Override
    public List<String> classNames() {
        return base.classNames();
    }

    @Override
    public String fingerprint() {
        return fingerprint.value();
    }
}
