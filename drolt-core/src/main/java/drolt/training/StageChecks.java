package drolt.training;

import drolt.configuration.InvalidValueException;

/** Checks that several kinds of stage share. */
final class StageChecks {
    private StageChecks() {}

    static void positive(String key, int value) {
        if (value < 1) {
            throw new InvalidValueException(key, value, "must be at least 1");
        }
    }
}
