package drolt.training;

import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Checks that several kinds of stage share. */
final class StageChecks {
    private StageChecks() {}

    /** What gives a recipe images to measure every epoch on. */
    static final String VALIDATION_MEND = "set dataset.validationShare, for example to 0.1";

    static void positive(String key, int value) {
        if (value < 1) {
            throw new InvalidValueException(key, value, "must be at least 1");
        }
    }

    /** A factor on the learning rate; null: none. */
    static void positiveScale(String key, @Nullable Double value) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0 and finite, for example 0.1, or null");
        }
    }
}
