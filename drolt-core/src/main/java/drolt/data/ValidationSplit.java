package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A training set cut in two, class by class.
 *
 * @param train what is trained on; every class of the original keeps at least one image
 * @param validation the rest; classes with few images may be absent, and it may be empty
 */
public record ValidationSplit(ImageDataset train, ImageDataset validation) {
    /**
     * Cuts a share of each class off, rounded half up, but never a class's last image. Both parts keep the original's
     * order. Equal files go to one side, and where they stand under several classes to the training images; a part may be
     * smaller for it. {@linkplain ImageDataset#group Groups} stay whole, and the parts are as near to the share as they
     * allow. Equal arguments give equal parts, on every machine.
     *
     * @param train the images to divide
     * @param share share of each class that goes to validation, in [0, 1); 0 leaves {@code train} itself
     * @param seed chooses the images
     * @throws InvalidValueException if the share is outside [0, 1)
     */
    public static ValidationSplit of(ImageDataset train, double share, long seed) {
        requireShare(share);
        if (share == 0) {
            return new ValidationSplit(train, SubsetDataset.of(train, new int[0]));
        }
        return cut(train, count -> heldOut(count, share), seed);
    }

    /**
     * Cuts equally many off each class, but never more than half of it, so that a small class is trained on, too. Else as
     * {@link #of}.
     *
     * @param each images of a class that are cut off, at least 1
     */
    static ValidationSplit ofEach(ImageDataset train, int each, long seed) {
        return cut(train, count -> Math.min(each, count / 2), seed);
    }

    private static ValidationSplit cut(ImageDataset train, CutOff.Share share, long seed) {
        boolean[] held =
                ImageGroups.hasAny(train) ? GroupCut.draw(train, share, seed) : CutOff.draw(train, share, seed);
        int heldCount = (int)
                IntStream.range(0, held.length).filter(index -> held[index]).count();
        int[] kept = new int[held.length - heldCount];
        int[] validation = new int[heldCount];
        int keptIndex = 0;
        int validationIndex = 0;
        for (int index = 0; index < held.length; index++) {
            if (held[index]) {
                validation[validationIndex++] = index;
            } else {
                kept[keptIndex++] = index;
            }
        }
        return new ValidationSplit(SubsetDataset.of(train, kept), SubsetDataset.of(train, validation));
    }

    /** Images of a class that go to validation. */
    private static int heldOut(int count, double share) {
        return (int) Math.min(Math.round(share * count), count - Math.min(1, count));
    }

    /** What such a cut leaves of each class to train on. */
    static ClassCounts kept(ClassCounts counts, double share) {
        return ClassCounts.of(IntStream.of(counts.toArray())
                .map(count -> count - heldOut(count, share))
                .toArray());
    }

    /**
     * The refusal of a share that leaves the other part empty: names one that does not, or says that there is none.
     *
     * @param key under {@code dataset} that holds it
     * @param instead what else would mend it, from its comma on
     */
    public static ConfigException cutsNothing(String key, double share, ImageDataset train, String instead) {
        String value = "dataset." + key + ": " + share;
        if (ImageGroups.hasAny(train)) {
            return ImageGroups.cutsNothing(value, train, instead);
        }
        int largest = ClassCounts.of(train).largest();
        String what = value + " cuts no image off any class";
        return DoubleStream.of(0.1, 0.2, 0.5) // a share that cuts something is larger than the one that does not
                .filter(larger -> heldOut(largest, larger) > 0)
                .mapToObj(
                        larger -> new ConfigException(what + "; take a larger share, for example " + larger + instead))
                .findFirst()
                .orElseGet(() -> new ConfigException(what + ", as every class has one image; put more in" + instead));
    }

    /** Throws unless the share lies in [0, 1). */
    static void requireShare(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InvalidValueException(
                    "validationShare",
                    share,
                    "must be at least 0 and below 1; for example 0.1, or 0 for no validation");
        }
    }
}
