package drolt.weights;

import drolt.weights.PickleReader.Name;
import drolt.weights.PickleReader.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The numbers in a file of PyTorch: storages by key, of which tensors are parts. */
abstract sealed class PyTorchStorages implements AutoCloseable permits ZippedStorages, StreamedStorages {
    private static final int KEY = 2; // ("storage", type, key, device, count)
    private static final int COUNT = 4;

    static boolean isZip(byte[] first) {
        return first.length > 3 && first[0] == 'P' && first[1] == 'K' && first[2] == 3 && first[3] == 4;
    }

    /** Whether it begins as a pickle of protocol 2 with a long number does. */
    static boolean isStream(byte[] first) {
        return first.length > 2 && first[0] == (byte) 0x80 && first[1] == 2 && first[2] == (byte) 0x8a;
    }

    static PyTorchStorages open(Path path) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(4);
        }
        return isZip(first) ? new ZippedStorages(path) : new StreamedStorages(path);
    }

    /** What was saved, as {@link PickleReader} gives it. */
    abstract Object table();

    /** Bytes of a storage. */
    abstract long size(String key) throws StreamCorruptedException;

    /** Some bytes of a storage that lie within it. */
    abstract byte[] read(String key, long begin, int count) throws IOException;

    /** Refuses numbers that do not lie within their storage. */
    void require(String key, DataType type, long offset, long byteCount) throws StreamCorruptedException {
        long size = size(key);
        if (offset < 0 || byteCount > size || offset > (size - byteCount) / type.bytes()) {
            throw new StreamCorruptedException("a tensor goes beyond its numbers, storage " + key);
        }
    }

    static String key(Reference storage) throws StreamCorruptedException {
        if (id(storage).get(KEY) instanceof String key) {
            return key;
        }
        throw new StreamCorruptedException("a storage has no name");
    }

    static DataType type(Reference storage) throws StreamCorruptedException {
        if (!(id(storage).get(1) instanceof Name type)) {
            throw new StreamCorruptedException("a storage has no type");
        }
        return switch (type.text()) {
            case "torch.FloatStorage" -> DataType.F32;
            case "torch.DoubleStorage" -> DataType.F64;
            case "torch.LongStorage" -> DataType.I64;
            case "torch.IntStorage" -> DataType.I32;
            case "torch.BFloat16Storage" -> DataType.BF16;
            case "torch.ByteStorage" -> DataType.U8;
            default -> throw new StreamCorruptedException("numbers of the type " + type.text() + " are not read");
        };
    }

    private static List<?> id(Reference storage) throws StreamCorruptedException {
        if (storage.id() instanceof List<?> id
                && id.size() > COUNT
                && "storage".equals(id.get(0))
                && (id.size() == COUNT + 1 || id.get(COUNT + 1).equals(PickleReader.NONE))) {
            return id;
        }
        throw new StreamCorruptedException("a storage is not described as storages are");
    }

    @Override
    public abstract void close();
}
