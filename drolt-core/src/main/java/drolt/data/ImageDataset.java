package drolt.data;

import drolt.data.decoding.ImageFault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Labelled images, read one at a time.
 *
 * <p>Nothing is promised about sizes, about how many there are, or that they fit in memory. Implementations are
 * immutable and safe for reading from several threads at once.
 */
public interface ImageDataset {
    /** Number of images. */
    int size();

    /** Label of an image, in 0..{@code classNames().size() - 1}; cheap, never decodes. */
    int label(int index);

    /** Reads (and decodes, where it must) one image into {@code target}, which it resizes. */
    void read(int index, RgbImage target);

    /** Class names in label order; also the number of classes. */
    List<String> classNames();

    /** SHA-256 (hex) over all that determines the images, their labels and their order. Computed once. */
    String fingerprint();

    /**
     * Adds to a digest what one image is, its label left out: its size and its pixels, unless something cheaper tells
     * images apart. The fingerprints of this data set's subsets rest on it.
     *
     * @param memory to read into; its contents do not matter
     */
    default void identify(int index, RgbImage memory, MessageDigest digest) {
        read(index, memory);
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(memory.height())
                .putInt(memory.width())
                .flip());
        digest.update(memory.pixels(), 0, memory.length());
    }

    /** What messages call an image: its file, where it has one of its own. */
    default String name(int index) {
        return "image " + index + " of the data set";
    }

    /**
     * The file of an image that has one of its own, from the data set's folder on, with {@code /} between names; empty:
     * it has none.
     */
    default Optional<String> file(int index) {
        return Optional.empty();
    }

    /**
     * What can be seen to be wrong with an image without decoding it, in one line that names it; empty: nothing. Cheap,
     * and safe to call for all images at once.
     */
    default Optional<String> fault(int index) {
        return Optional.empty();
    }

    /**
     * Decodes an image that has a file of its own and reports what is wrong with it; empty: nothing, or it has none.
     *
     * @param target is filled as far as the image can be read
     */
    default Optional<ImageFault> damage(int index, RgbImage target) {
        return Optional.empty();
    }

    /** Whether it is known without decoding that nothing is wrong with an image. */
    default boolean isKnownWhole(int index) {
        return true;
    }

    /** Keeps for the next start which images were found whole; not needed for anything but speed. */
    default void keepNotes() {}

    /** What files of equal bytes have in common and others have not; empty: an image has no file of its own. */
    default Optional<String> content(int index) {
        return Optional.empty();
    }

    /**
     * What images have in common that no split may part: a patient, an animal, a video; empty: the image is a group of its
     * own.
     */
    default Optional<String> group(int index) {
        return Optional.empty();
    }

    /** The size of an image that has one of its own, without decoding it; empty: all images have the same. */
    default Optional<ImageSize> ownSize(int index) {
        return Optional.empty();
    }

    /** Number of classes. */
    default int classCount() {
        return classNames().size();
    }
}
