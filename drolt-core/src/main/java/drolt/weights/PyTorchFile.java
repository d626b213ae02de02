package drolt.weights;

import drolt.configuration.ConfigException;
import drolt.weights.PickleReader.Call;
import drolt.weights.PickleReader.Reference;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of tensors as PyTorch's {@code torch.save} writes it: a zip, or before version 1.6 a plain stream. Weights of
 * torchvision come so.
 *
 * <p>Both hold a pickle, which {@link PickleReader} reads without running anything, and the numbers apart from it. Read
 * are the tensors of the table that was saved, or of the table {@code state_dict} in it; what else it holds is ignored.
 *
 * <p>Source: PyTorch's {@code torch/serialization.py} and {@code torch/_utils.py}.
 */
public final class PyTorchFile implements WeightsFile {
    private static final String NO_TABLE =
            ": holds no table of tensors; save one with torch.save(model.state_dict(), FILE)";
    private static final int DEEPEST = 16; // PyTorch itself wraps once
    private static final int SIZES = 4; // storage, offset, sizes, strides

    private final Path path;
    private final PyTorchStorages storages;
    private final List<StoredTensor> tensors = new ArrayList<>();

    private PyTorchFile(Path path, PyTorchStorages storages) throws IOException {
        this.path = path;
        this.storages = storages;
        if (!(untagged(storages.table()) instanceof Map<?, ?> saved)) {
            throw new ConfigException(path + NO_TABLE);
        }
        Map<?, ?> table = saved.get("state_dict") instanceof Map<?, ?> inner ? inner : saved;
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            Call tensor = tensor(entry.getValue());
            if (tensor != null && entry.getKey() instanceof String name) {
                tensors.add(stored(name, tensor.arguments()));
            }
        }
        if (tensors.isEmpty()) {
            throw new ConfigException(path + NO_TABLE);
        }
    }

    /** Whether a file that begins so may be one. */
    static boolean beginsWith(byte[] first) {
        return PyTorchStorages.isZip(first) || PyTorchStorages.isStream(first);
    }

    /**
     * Opens a file; the numbers are read when they are asked for.
     *
     * @throws CorruptFileException if it is truncated or not of the format
     * @throws ConfigException if it cannot be read, or holds no tensors by name
     */
    public static PyTorchFile open(Path path) {
        PyTorchStorages storages = null;
        try {
            storages = PyTorchStorages.open(path);
            PyTorchFile opened = new PyTorchFile(path, storages);
            storages = null;
            return opened;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(path, e);
        } catch (StackOverflowError e) {
            throw new CorruptFileException(path, "what it holds is nested too deep", e);
        } finally {
            if (storages != null) {
                storages.close();
            }
        }
    }

    /** What the C++ library saves says its type beside it. */
    private static Object untagged(Object saved) {
        return saved instanceof Call call
                        && call.function().text().equals("torch.jit._pickle.restore_type_tag")
                        && !call.arguments().isEmpty()
                ? call.arguments().get(0)
                : saved;
    }

    /** The tensor in a parameter; null where it is something else. */
    private static @Nullable Call tensor(@Nullable Object value) throws StreamCorruptedException {
        @Nullable Object inner = value;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (!(inner instanceof Call call)) {
                return null;
            }
            String function = call.function().text();
            if (function.equals("torch._utils._rebuild_tensor_v2") || function.equals("torch._utils._rebuild_tensor")) {
                return call;
            }
            if (!function.equals("torch._utils._rebuild_parameter")
                    || call.arguments().isEmpty()) {
                return null;
            }
            inner = call.arguments().get(0);
        }
        throw new StreamCorruptedException("a parameter is wrapped more than " + DEEPEST + " times");
    }

    private StoredTensor stored(String name, List<Object> arguments) throws StreamCorruptedException {
        if (arguments.size() < SIZES
                || !(arguments.get(0) instanceof Reference storage)
                || !(arguments.get(1) instanceof Long offset)) {
            throw new StreamCorruptedException("tensor " + name + " is not described as tensors are");
        }
        long[] shape = numbers(name, arguments.get(2));
        requireRowMajor(name, shape, numbers(name, arguments.get(3)));
        String key = PyTorchStorages.key(storage);
        DataType type = PyTorchStorages.type(storage);
        StoredTensor described = StoredTensor.of(name, type, shape, ByteBuffer.allocate(0));
        storages.require(key, type, offset, described.byteCount());
        return new StoredTensor(name, type, shape, () -> read(key, offset * type.bytes(), described.byteCount()));
    }

    private ByteBuffer read(String key, long begin, long count) {
        try {
            return ByteBuffer.wrap(storages.read(key, begin, Math.toIntExact(count)));
        } catch (IOException e) {
            throw damaged(path, e);
        } catch (ArithmeticException e) {
            throw new ConfigException(path + ": holds a tensor larger than 2 GiB", e);
        }
    }

    private static long[] numbers(String name, Object tuple) throws StreamCorruptedException {
        if (!(tuple instanceof List<?> list) || !list.stream().allMatch(Long.class::isInstance)) {
            throw new StreamCorruptedException("tensor " + name + " has no sizes");
        }
        return list.stream().mapToLong(size -> (Long) size).toArray();
    }

    private static void requireRowMajor(String name, long[] shape, long[] strides) throws StreamCorruptedException {
        boolean rowMajor = shape.length == strides.length;
        long step = 1;
        for (int dimension = shape.length - 1; rowMajor && dimension >= 0; dimension--) {
            rowMajor = shape[dimension] <= 1 || strides[dimension] == step;
            step *= Math.max(1, shape[dimension]);
        }
        if (!rowMajor) {
            throw new StreamCorruptedException("tensor " + name + " is not stored row by row");
        }
    }

    private static CorruptFileException damaged(Path path, Exception e) {
        String said = String.valueOf(e.getMessage()).replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+", " ");
        return new CorruptFileException(path, said, e);
    }

    @Override
    public List<StoredTensor> tensors() {
        return List.copyOf(tensors);
    }

    @Override
    public void close() {
        storages.close();
    }
}
