package drolt.comparison;

import drolt.experiment.ArmResult;
import org.jspecify.annotations.Nullable;

/** A number that a run measures of each arm on the test set. */
public enum Measure {
    /** Of all images. */
    ACCURACY {
        @Override
        public @Nullable Double of(ArmResult arm) {
            return percent(arm.accuracy());
        }
    },
    /** Of the images of classes with many training images. */
    MANY {
        @Override
        public @Nullable Double of(ArmResult arm) {
            return percent(arm.many());
        }
    },
    /** Of those with a medium number. */
    MED {
        @Override
        public @Nullable Double of(ArmResult arm) {
            return percent(arm.med());
        }
    },
    /** Of those with few. */
    FEW {
        @Override
        public @Nullable Double of(ArmResult arm) {
            return percent(arm.few());
        }
    },
    /** Of all images by the nearest class mean. */
    NCM {
        @Override
        public @Nullable Double of(ArmResult arm) {
            return percent(arm.ncm());
        }
    };

    /** In percent; null where the test set has no such image. */
    public abstract @Nullable Double of(ArmResult arm);

    private static @Nullable Double percent(@Nullable Double fraction) {
        return fraction == null ? null : 100 * fraction;
    }
}
