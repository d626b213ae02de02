package drolt.weights;

/** The types of numbers that drolt stores, named as safetensors names them. */
public enum DataType {
    /** IEEE 754 double. */
    F64(8),
    /** Signed, 64 bits. */
    I64(8),
    /** IEEE 754 single. */
    F32(4),
    /** Signed, 32 bits. */
    I32(4),
    /** The upper half of a single. */
    BF16(2),
    /** A byte, also of a generator's state. */
    U8(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }
}
