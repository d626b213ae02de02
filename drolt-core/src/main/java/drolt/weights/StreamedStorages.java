package drolt.weights;

import drolt.weights.PickleReader.Reference;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.StreamCorruptedException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form before PyTorch 1.6: pickles of a magic number, the format's version, the machine, what was saved and the keys
 * of the storages, then for each key the number of its numbers and the numbers.
 */
final class StreamedStorages extends PyTorchStorages {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    /** Where a storage lies in the file. */
    private record Slice(long begin, long byteCount) {}

    private final RandomAccessFile file;
    private final Map<String, Slice> slices = new HashMap<>();
    private final Object table;

    StreamedStorages(Path path) throws IOException {
        List<?> keys;
        Map<String, DataType> types = new HashMap<>();
        long position;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            PickleReader pickles = new PickleReader(in);
            if (!pickles.read().equals(MAGIC) || !pickles.read().equals(VERSION)) {
                throw new StreamCorruptedException("it is a pickle, but not one of PyTorch's tensors");
            }
            if (!(pickles.read() instanceof Map<?, ?> machine) || !Boolean.TRUE.equals(machine.get("little_endian"))) {
                throw new StreamCorruptedException("its numbers are not little-endian");
            }
            table = pickles.read();
            keys = pickles.read() instanceof List<?> list ? list : List.of();
            for (Reference storage : pickles.references()) {
                types.put(key(storage), type(storage));
            }
            position = pickles.position();
        }
        file = new RandomAccessFile(path.toFile(), "r");
        boolean whole = false;
        try {
            findSlices(keys, types, position);
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private void findSlices(List<?> keys, Map<String, DataType> types, long begin) throws IOException {
        long position = begin;
        for (Object key : keys) {
            DataType type = types.get(key);
            if (type == null || !(key instanceof String name)) {
                throw new StreamCorruptedException("a storage belongs to no tensor");
            }
            file.seek(position);
            long count = Long.reverseBytes(file.readLong());
            position += Long.BYTES;
            if (count < 0 || count > (file.length() - position) / type.bytes()) {
                throw new StreamCorruptedException("it is truncated, or the length of storage " + name + " is altered");
            }
            slices.put(name, new Slice(position, count * type.bytes()));
            position += count * type.bytes();
        }
    }

    @Override
    Object table() {
        return table;
    }

    private Slice slice(String key) throws StreamCorruptedException {
        Slice slice = slices.get(key);
        if (slice == null) {
            throw new StreamCorruptedException("it holds no storage " + key);
        }
        return slice;
    }

    @Override
    long size(String key) throws StreamCorruptedException {
        return slice(key).byteCount();
    }

    @Override
    byte[] read(String key, long begin, int count) throws IOException {
        byte[] bytes = new byte[count];
        synchronized (file) {
            file.seek(slice(key).begin() + begin);
            file.readFully(bytes);
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            return; // it was only read
        }
    }
}
