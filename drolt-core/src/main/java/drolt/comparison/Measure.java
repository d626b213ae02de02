package drolt.comparison;

import drolt.experiment.ArmResult;
import org.jspecify.annotations.Nullable;

/**
 * A number that a run measures of each arm on the test set; over classes, each counting once, where that is not balanced.
 */
public enum Measure {
    /** Accuracy over all classes. */
    ACCURACY,
    /** Accuracy over classes with many training images. */
    MANY,
    /** Accuracy over classes with a medium number. */
    MED,
    /** Accuracy over classes with few. */
    FEW,
    /** Accuracy of the nearest class mean over all classes. */
    NCM,
    /** Over images, where the test set is not balanced. */
    IMAGES;

    /** The value in percent; null where the test set has no such image, or nothing else would be said. */
    public @Nullable Double of(ArmResult arm) {
        Double fraction = fraction(arm);
        return fraction == null ? null : 100 * fraction;
    }

    private @Nullable Double fraction(ArmResult arm) {
        return switch (this) {
            case ACCURACY -> Double.valueOf(arm.told().accuracy()); // boxed, or the others would be unboxed beside it
            case MANY -> arm.told().many();
            case MED -> arm.told().med();
            case FEW -> arm.told().few();
            case NCM -> Double.valueOf(arm.told().ncm());
            case IMAGES -> arm.classMeans() == null ? null : Double.valueOf(arm.accuracy());
        };
    }
}
