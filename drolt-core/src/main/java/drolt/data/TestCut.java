package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images of each class that are cut off for a test, where a data set has no test images of its own.
 *
 * @param share of each class, in (0, 1); null: {@code perClass}, or nothing is cut
 * @param perClass as many of each class instead, at least 1, as far as there are enough; null: {@code share}, or nothing
 * @param seed chooses them
 */
record TestCut(@Nullable Double share, @Nullable Integer perClass, long seed) {
    private static final Logger LOG = LoggerFactory.getLogger(TestCut.class);

    TestCut {
        if (share != null && !(share > 0 && share < 1)) {
            throw new InvalidValueException(
                    "testShare",
                    share,
                    "must lie strictly between 0 and 1, for example 0.2; or null where test images are set apart");
        }
        if (perClass != null && perClass < 1) {
            throw new InvalidValueException("testPerClass", perClass, "must be at least 1, for example 10, or null");
        }
        if (share != null && perClass != null) {
            throw new InvalidValueException(
                    "testPerClass", perClass, "must be null where testShare cuts the test off; remove one of the two");
        }
    }

    /** Whether anything is cut off. */
    boolean cuts() {
        return share != null || perClass != null;
    }

    /** The key that says so, and its value. */
    String inWords() {
        return share != null ? "dataset.testShare: " + share : "dataset.testPerClass: " + perClass;
    }

    /** The key that says so. */
    String key() {
        return share != null ? "dataset.testShare" : "dataset.testPerClass";
    }

    /**
     * Cuts a test off; warnings count the classes that give less than they should.
     *
     * @param instead what else would mend a set of which nothing can be cut, from its comma on
     */
    ValidationSplit of(ImageDataset images, String instead) {
        ValidationSplit split = perClass != null ? each(images, perClass, instead) : share(images, instead);
        int untested = 0;
        for (int count : ClassCounts.of(split.validation()).toArray()) {
            untested += count == 0 ? 1 : 0;
        }
        if (untested > 0 && ImageGroups.hasAny(images)) {
            LOG.warn(
                    "{}: {} of {} classes cannot be tested, as no group can be spared of their training images",
                    key(),
                    untested,
                    images.classCount());
        }
        return split;
    }

    private ValidationSplit share(ImageDataset images, String instead) {
        double part = share == null ? 0 : share;
        ValidationSplit split = ValidationSplit.of(images, part, seed);
        if (split.validation().size() == 0) {
            throw ValidationSplit.cutsNothing("testShare", part, images, instead);
        }
        return split;
    }

    private ValidationSplit each(ImageDataset images, int each, String instead) {
        ValidationSplit split = ValidationSplit.ofEach(images, each, seed);
        if (split.validation().size() == 0) {
            if (ImageGroups.hasAny(images)) {
                throw ImageGroups.cutsNothing(inWords(), images, instead);
            }
            throw new ConfigException(
                    inWords() + " cuts no image off any class, as every class has one image; put more in" + instead);
        }
        if (!ImageGroups.hasAny(images)) {
            warnOfSmallClasses(ClassCounts.of(split.validation()), each);
        }
        return split;
    }

    private static void warnOfSmallClasses(ClassCounts counts, int each) {
        int fewer = 0;
        int none = 0;
        for (int count : counts.toArray()) {
            fewer += count < each ? 1 : 0;
            none += count == 0 ? 1 : 0;
        }
        if (fewer > 0) {
            LOG.warn(
                    "dataset.testPerClass: {} of {} classes have fewer than {} images of differing content and give at most"
                            + " half of theirs; {} of these cannot be tested",
                    fewer,
                    counts.classCount(),
                    2 * each,
                    none);
        }
    }
}
