package drolt.training;

import drolt.configuration.InvalidValueException;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModelConfig;

/** Checks that several kinds of stage share. */
final class StageChecks {
    private StageChecks() {}

    /** What gives a recipe images to measure every epoch on. */
    static final String VALIDATION_MEND = "set dataset.validationShare, for example to 0.1";

    /** Methods on the weights of the classes need a classifier that has them. */
    static void linearClassifier(String key, String value, ModelConfig model) {
        if (!(model.classifier() instanceof LinearClassifierConfig)) {
            throw new InvalidValueException(
                    key, value, "needs a linear classifier; set model.classifier.kind to linear");
        }
    }

    static void positive(String key, int value) {
        if (value < 1) {
            throw new InvalidValueException(key, value, "must be at least 1");
        }
    }
}
