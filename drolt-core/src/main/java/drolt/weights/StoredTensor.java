package drolt.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/** A named array of numbers as a file holds it; no engine is needed to make or to read one. */
public final class StoredTensor {
    private final String name;
    private final DataType type;
    private final long[] shape;
    private final long byteCount;
    private final Supplier<ByteBuffer> data;

    /**
     * A tensor whose numbers are fetched only when they are needed, so that a file never stands in memory at once.
     *
     * @param name unique within a file
     * @param type of the numbers
     * @param shape lengths of the dimensions, each at least 0; empty for a scalar
     * @param data gives the numbers, row-major and little-endian, between position and limit; may be called often
     * @throws IllegalArgumentException if a length is negative or the numbers do not fit a file
     */
    public StoredTensor(String name, DataType type, long[] shape, Supplier<ByteBuffer> data) {
        this.name = name;
        this.type = type;
        this.shape = shape.clone();
        this.byteCount = byteCount(type, shape);
        this.data = data;
    }

    /** A tensor of numbers that are at hand; the buffer is not copied, its position stays. */
    public static StoredTensor of(String name, DataType type, long[] shape, ByteBuffer data) {
        return new StoredTensor(name, type, shape, data::duplicate);
    }

    private static long byteCount(DataType type, long[] shape) {
        long count = Arrays.stream(shape).anyMatch(length -> length == 0) ? 0 : type.bytes();
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative length");
            }
            try {
                count = Math.multiplyExact(count, length);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " is too large", e);
            }
        }
        return count;
    }

    /** Its name in the file. */
    public String name() {
        return name;
    }

    /** The type of its numbers. */
    public DataType type() {
        return type;
    }

    /** The lengths of its dimensions, a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** The length of its numbers in the file. */
    public long byteCount() {
        return byteCount;
    }

    /**
     * Its numbers, row-major.
     *
     * @return {@link #byteCount} bytes, little-endian order set
     * @throws CorruptFileException if they come from a file that lost them meanwhile
     * @throws IllegalStateException if there are more or fewer than the shape says
     */
    public ByteBuffer data() {
        ByteBuffer bytes = data.get().slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() != byteCount) {
            throw new IllegalStateException(
                    name + " has " + bytes.remaining() + " bytes, its shape asks for " + byteCount);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return name + " " + type + " " + Arrays.toString(shape);
    }
}
