package drolt.model;

import drolt.tensor.FasterPrecision;
import drolt.tensor.Precision;

/** What a recipe may say of the number format. */
public enum PrecisionChoice {
    /** The faster on this machine: {@link FasterPrecision}. */
    AUTO,
    FLOAT32,
    BFLOAT16;

    /** The precision on this machine. */
    public Precision resolve() {
        return switch (this) {
            case AUTO -> FasterPrecision.here();
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
        };
    }
}
