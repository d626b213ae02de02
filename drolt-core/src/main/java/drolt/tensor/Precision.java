package drolt.tensor;

/** Number format of convolutions. Parameters, losses and statistics are float32 whatever it is. */
public enum Precision {
    FLOAT32,
    /** bfloat16 by autocast: fast where the processor multiplies it in hardware. */
    BFLOAT16
}
