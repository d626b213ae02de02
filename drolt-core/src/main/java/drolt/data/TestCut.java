package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Equally many images of each class for a test, as far as there are enough. */
final class TestCut {
    private static final Logger LOG = LoggerFactory.getLogger(TestCut.class);

    private TestCut() {}

    static void requireValid(@Nullable Integer perClass) {
        if (perClass != null && perClass < 1) {
            throw new InvalidValueException("testPerClass", perClass, "must be at least 1, for example 10, or null");
        }
    }

    /**
     * Cuts a test off; a warning counts the classes that give fewer.
     *
     * @param instead what else would mend a set of which nothing can be cut, from its comma on
     */
    static ValidationSplit of(ImageDataset images, int perClass, long seed, String instead) {
        ValidationSplit split = ValidationSplit.ofEach(images, perClass, seed);
        if (split.validation().size() == 0) {
            throw new ConfigException("dataset.testPerClass: " + perClass
                    + " cuts no image off any class, as every class has one image; put more in" + instead);
        }
        ClassCounts counts = ClassCounts.of(split.validation());
        int fewer = 0;
        int none = 0;
        for (int count : counts.toArray()) {
            fewer += count < perClass ? 1 : 0;
            none += count == 0 ? 1 : 0;
        }
        if (fewer > 0) {
            LOG.warn(
                    "dataset.testPerClass: {} of {} classes have fewer than {} images of differing content and give at most"
                            + " half of theirs; {} of these cannot be tested",
                    fewer,
                    counts.classCount(),
                    2 * perClass,
                    none);
        }
        return split;
    }
}
