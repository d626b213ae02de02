package drolt.model;

import drolt.tensor.CpuFeatures;
import drolt.tensor.Precision;

/** What a recipe may say of the number format. */
public enum PrecisionChoice {
    /** bfloat16 where the processor's flags say that it is fast, else float32. */
    AUTO,
    FLOAT32,
    BFLOAT16;

    /** The precision on this machine: decided from the processor's flags, never by timing. */
    public Precision resolve() {
        return switch (this) {
            case AUTO -> CpuFeatures.detect().fastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
        };
    }
}
