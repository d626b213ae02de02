package drolt.weights;

import drolt.configuration.ConfigException;
import drolt.tensor.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The engine's tensors in safetensors files: float32, float64 and int64. */
public final class TensorFile {
    private TensorFile() {}

    /**
     * Writes tensors by name; equal tensors give equal bytes, whatever their layout in memory.
     *
     * @return SHA-256 (hex) of the file
     * @throws ConfigException if the file cannot be written
     */
    public static String write(Path file, Map<String, Tensor> tensors) {
        List<StoredTensor> stored = tensors.entrySet().stream()
                .map(entry -> stored(entry.getKey(), entry.getValue()))
                .toList();
        return SafetensorsFile.write(file, stored, Map.of());
    }

    private static StoredTensor stored(String name, Tensor tensor) {
        ScalarType type = tensor.scalar_type().intern(); // else no enum constant is ever equal to it
        if (type == ScalarType.Long) {
            return new StoredTensor(name, DataType.I64, tensor.shape(), () -> longs(Tensors.toLongs(tensor)));
        }
        if (type == ScalarType.Double) {
            return new StoredTensor(name, DataType.F64, tensor.shape(), () -> doubles(Tensors.toDoubles(tensor)));
        }
        if (type == ScalarType.Float) {
            return new StoredTensor(name, DataType.F32, tensor.shape(), () -> floats(Tensors.toFloats(tensor)));
        }
        throw new IllegalArgumentException(name + " has type " + type + ", which is not stored");
    }

    private static ByteBuffer longs(long[] values) {
        ByteBuffer bytes = buffer(values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer doubles(double[] values) {
        ByteBuffer bytes = buffer(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = buffer(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer buffer(int length, int size) {
        return ByteBuffer.allocate(Math.multiplyExact(length, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads all tensors; they are owned by the open {@link drolt.tensor.StepScope}.
     *
     * @param sha256 what {@link #write} returned
     * @throws CorruptFileException if the file is not the one that was written
     */
    public static Map<String, Tensor> read(Path file, String sha256) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (SafetensorsFile opened = SafetensorsFile.open(file, sha256)) {
            opened.tensors().forEach(stored -> tensors.put(stored.name(), tensor(file, stored)));
        }
        return tensors;
    }

    /**
     * Reads some tensors of a file in any of the formats of {@link WeightsFile}; they are owned by the open {@link
     * drolt.tensor.StepScope}.
     *
     * @param names of those that are wanted; what the file lacks is left out
     * @throws ConfigException if the file cannot be read or is damaged
     */
    public static Map<String, Tensor> readSome(Path file, Set<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (WeightsFile opened = WeightsFile.open(file)) {
            opened.tensors().stream()
                    .filter(stored -> names.contains(stored.name()))
                    .forEach(stored -> tensors.put(stored.name(), tensor(file, stored)));
        }
        return tensors;
    }

    private static Tensor tensor(Path file, StoredTensor stored) {
        ByteBuffer bytes = stored.data();
        switch (stored.type()) {
            case F32 -> {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                return Tensors.floats(values, stored.shape());
            }
            case F64 -> {
                double[] values = new double[bytes.remaining() / Double.BYTES];
                bytes.asDoubleBuffer().get(values);
                return Tensors.doubles(values, stored.shape());
            }
            case I64 -> {
                long[] values = new long[bytes.remaining() / Long.BYTES];
                bytes.asLongBuffer().get(values);
                return Tensor.create(values, stored.shape());
            }
            default ->
                throw new CorruptFileException(
                        file, stored.name() + " has type " + stored.type() + ", which drolt does not write");
        }
    }

    /**
     * Reads the file and nothing out of it.
     *
     * @param sha256 what {@link #write} returned
     * @throws ConfigException if the file is not there, or not the one that was written
     */
    public static void requireIntact(Path file, String sha256) {
        SafetensorsFile.open(file, sha256).close();
    }

    /** Whether the file is there, and is the one that was written. */
    public static boolean isIntact(Path file, String sha256) {
        try {
            return SafetensorsFile.digest(file).equalsIgnoreCase(sha256);
        } catch (ConfigException e) {
            return false;
        }
    }
}
