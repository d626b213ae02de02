package drolt.comparison;

import drolt.experiment.ArmResult;
import org.jspecify.annotations.Nullable;

/** A number that a run measures of each arm on the test set. */
public enum Measure {
    /** Of all images. */
    ACCURACY,
    /** Of the images of classes with many training images. */
    MANY,
    /** Of those with a medium number. */
    MED,
    /** Of those with few. */
    FEW,
    /** Of all images by the nearest class mean. */
    NCM;

    /** In percent; null where the test set has no such image. */
    public @Nullable Double of(ArmResult arm) {
        Double fraction = fraction(arm);
        return fraction == null ? null : 100 * fraction;
    }

    private @Nullable Double fraction(ArmResult arm) {
        return switch (this) {
            case ACCURACY -> Double.valueOf(arm.accuracy()); // boxed, or the others would be unboxed beside it
            case MANY -> arm.many();
            case MED -> arm.med();
            case FEW -> arm.few();
            case NCM -> Double.valueOf(arm.ncm());
        };
    }
}
