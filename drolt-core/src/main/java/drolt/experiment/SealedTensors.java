package drolt.experiment;

import drolt.io.Sha256;
import drolt.weights.CorruptFileException;
import drolt.weights.DataType;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Plain arrays in a file of safetensors that belongs to a model. Its metadata holds {@code weights}, the SHA-256 of the
 * model's file, and {@code sha256}, that of the bytes of the tensors in the order of their names.
 */
final class SealedTensors {
    private static final String WEIGHTS = "weights";
    private static final String DIGEST = "sha256";

    private SealedTensors() {}

    /**
     * Writes them.
     *
     * @param weights SHA-256 (hex) of the model
     * @param metadata what else the file says
     */
    static void write(Path file, List<StoredTensor> tensors, String weights, Map<String, String> metadata) {
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(WEIGHTS, weights);
        all.put(DIGEST, digest(tensors));
        SafetensorsFile.write(file, tensors, all);
    }

    /**
     * Reads a file; empty where there is none, or nothing whole, of these weights. Files of earlier versions have no digest.
     *
     * @param reader refuses, by an {@link IllegalArgumentException}, what is none or not what was written
     */
    static <T> Optional<T> read(Path file, String weights, Function<SafetensorsFile, T> reader) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            String noted = opened.metadata().get(DIGEST);
            boolean whole = noted == null || noted.equals(digest(opened.tensors()));
            return whole && weights.equals(opened.metadata().get(WEIGHTS))
                    ? Optional.of(reader.apply(opened))
                    : Optional.empty();
        } catch (CorruptFileException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static String digest(List<StoredTensor> tensors) {
        MessageDigest digest = Sha256.begin();
        tensors.stream()
                .sorted(Comparator.comparing(StoredTensor::name))
                .forEach(tensor -> digest.update(tensor.data()));
        return Sha256.hex(digest);
    }

    static StoredTensor longs(String name, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putLong(value);
        }
        return StoredTensor.of(name, DataType.I64, new long[] {values.length}, bytes.flip());
    }

    static StoredTensor floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return StoredTensor.of(name, DataType.F32, shape, bytes);
    }

    static StoredTensor doubles(String name, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return StoredTensor.of(name, DataType.F64, new long[] {values.length}, bytes);
    }

    static int[] integers(StoredTensor tensor) {
        LongBuffer values = tensor.data().asLongBuffer();
        int[] integers = new int[values.remaining()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = Math.toIntExact(values.get(i));
        }
        return integers;
    }

    static float[] numbers(StoredTensor tensor) {
        FloatBuffer values = tensor.data().asFloatBuffer();
        float[] numbers = new float[values.remaining()];
        values.get(numbers);
        return numbers;
    }

    static double[] doubles(StoredTensor tensor) {
        DoubleBuffer values = tensor.data().asDoubleBuffer();
        double[] numbers = new double[values.remaining()];
        values.get(numbers);
        return numbers;
    }
}
