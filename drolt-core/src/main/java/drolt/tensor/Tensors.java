package drolt.tensor;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Arrays in and out of tensors. Results are owned by the open {@link StepScope}. */
public final class Tensors {
    private Tensors() {}

    /** float32 of the given shape, a copy. */
    public static Tensor floats(float[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /** float64 of the given shape, a copy. */
    public static Tensor doubles(double[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /** int64 [size], a copy of the first {@code size} values. */
    public static Tensor longs(int[] values, int size) {
        long[] wide = new long[size];
        for (int i = 0; i < size; i++) {
            wide[i] = values[i];
        }
        return Tensor.create(wide, new long[] {size});
    }

    /** float32 [rows, columns] from rows of equal length, rounded to the nearest. */
    public static Tensor floatMatrix(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[Math.multiplyExact(rows.length, columns)];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns; column++) {
                flat[row * columns + column] = (float) rows[row][column];
            }
        }
        return Tensor.create(flat, new long[] {rows.length, columns});
    }

    /** uint8 of the given shape, a copy of the first values; their number is the shape's product. */
    public static Tensor bytes(byte[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Byte), new MemoryFormatOptional());
        tensor.data_ptr_byte().put(values, 0, Math.toIntExact(tensor.numel()));
        return tensor;
    }

    /** Of the given type and shape; its values are whatever the memory holds. */
    public static Tensor empty(ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional());
    }

    /** The values as float32, row-major, whatever the tensor's type, layout and device. */
    public static float[] toFloats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (StepScope scope = StepScope.open()) {
                tensor.detach()
                        .to(new Device("cpu"), ScalarType.Float)
                        .contiguous()
                        .data_ptr_float()
                        .get(values);
            }
        }
        return values;
    }

    /** The values as int64, row-major. */
    public static long[] toLongs(Tensor tensor) {
        long[] values = new long[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (StepScope scope = StepScope.open()) {
                tensor.detach()
                        .to(new Device("cpu"), ScalarType.Long)
                        .contiguous()
                        .data_ptr_long()
                        .get(values);
            }
        }
        return values;
    }

    /** The values as float64, row-major. */
    public static double[] toDoubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (StepScope scope = StepScope.open()) {
                tensor.detach()
                        .to(new Device("cpu"), ScalarType.Double)
                        .contiguous()
                        .data_ptr_double()
                        .get(values);
            }
        }
        return values;
    }
}
