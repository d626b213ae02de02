package drolt.weights;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import drolt.io.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of named tensors in the safetensors format, which many programs read.
 *
 * <pre>{@code
 * 8 bytes    n, the length of the header, little-endian
 * n bytes    JSON: {"__metadata__": {text: text}, NAME: {"dtype": .., "shape": [..], "data_offsets": [begin, end]}, ..}
 * the rest   the numbers, little-endian, row-major, without gaps
 * }</pre>
 *
 * <p>Equal content gives equal bytes: names are sorted, nothing of time or place is added. Files may be larger than
 * 2 GiB, a single tensor may not. Source: the format's description at github.com/huggingface/safetensors.
 */
public final class SafetensorsFile implements WeightsFile {
    static final int LENGTH_BYTES = 8;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final long dataBegin;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, RandomAccessFile file, long dataBegin, SafetensorsHeader header) {
        this.path = path;
        this.file = file;
        this.dataBegin = dataBegin;
        this.header = header;
    }

    /**
     * Writes a file as a whole, see {@link AtomicFiles}.
     *
     * @param target the file to make or to replace
     * @param tensors in any order; the numbers of one after another are fetched
     * @param metadata free text by name, may be empty
     * @return the file's SHA-256 in hexadecimal
     * @throws ConfigException if the file cannot be written
     * @throws IllegalArgumentException if two tensors have one name, or one is called {@code __metadata__}
     */
    public static String write(Path target, Collection<StoredTensor> tensors, Map<String, String> metadata) {
        Map<String, StoredTensor> byName = new HashMap<>();
        for (StoredTensor tensor : tensors) {
            if (tensor.name().equals(SafetensorsHeader.METADATA) || byName.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("a tensor cannot be called " + tensor.name() + " here");
            }
        }
        SafetensorsHeader header = SafetensorsHeader.layOut(List.copyOf(tensors), metadata);
        MessageDigest digest = Sha256.begin();
        AtomicFiles.write(target, out -> {
            DigestOutputStream digested = new DigestOutputStream(out, digest);
            byte[] json = header.toBytes();
            digested.write(ByteBuffer.allocate(LENGTH_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            digested.write(json);
            for (SafetensorsHeader.Slice slice : header.slices()) {
                StoredTensor tensor = byName.get(slice.name());
                if (tensor != null) {
                    copy(tensor.data(), digested);
                }
            }
        });
        return Sha256.hex(digest);
    }

    /**
     * Opens a file and checks its header against its length; the numbers are read when they are asked for.
     *
     * @throws CorruptFileException if it is truncated or not of the format
     * @throws ConfigException if there is no such file or it cannot be read
     */
    public static SafetensorsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigException(path + ": there is no such file");
        }
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
            SafetensorsFile opened = opened(path, file);
            file = null;
            return opened;
        } catch (IOException e) {
            throw unreadable(path, e);
        } finally {
            closeQuietly(file);
        }
    }

    /**
     * Opens a file if not a byte of it has changed since it was written.
     *
     * @param sha256 what {@link #write} returned
     * @throws CorruptFileException if it has changed, was truncated or is not of the format
     * @throws ConfigException if there is no such file or it cannot be read
     */
    public static SafetensorsFile open(Path path, String sha256) {
        if (!digest(path).equalsIgnoreCase(sha256)) {
            throw new CorruptFileException(path, "its checksum is not the one noted when it was written");
        }
        return open(path);
    }

    /**
     * The SHA-256 of any file, in hexadecimal.
     *
     * @throws ConfigException if there is no such file or it cannot be read
     */
    public static String digest(Path path) {
        MessageDigest digest = Sha256.begin();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException(path + ": there is no such file", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return Sha256.hex(digest);
    }

    /** Every tensor, in the order of the data; their numbers can be read until the file is closed. */
    @Override
    public List<StoredTensor> tensors() {
        List<StoredTensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Slice slice : header.slices()) {
            tensors.add(new StoredTensor(slice.name(), slice.type(), slice.shape(), () -> read(slice)));
        }
        return tensors;
    }

    /**
     * One tensor.
     *
     * @throws CorruptFileException if the file does not hold it
     */
    public StoredTensor tensor(String name) {
        for (SafetensorsHeader.Slice slice : header.slices()) {
            if (slice.name().equals(name)) {
                return new StoredTensor(name, slice.type(), slice.shape(), () -> read(slice));
            }
        }
        throw new CorruptFileException(path, "it holds no tensor " + name);
    }

    /** Free text by name, sorted. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public void close() {
        closeQuietly(file);
    }

    private static SafetensorsFile opened(Path path, RandomAccessFile file) throws IOException {
        long length = file.length();
        if (length < LENGTH_BYTES) {
            throw new CorruptFileException(path, "it is truncated, only " + length + " bytes are left");
        }
        byte[] prefix = new byte[LENGTH_BYTES];
        file.readFully(prefix);
        long headerBytes =
                ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (headerBytes < 2 || headerBytes > SafetensorsHeader.MOST_BYTES) {
            throw new CorruptFileException(path, "this is not a safetensors file, or its header is altered");
        }
        if (headerBytes > length - LENGTH_BYTES) {
            throw new CorruptFileException(
                    path,
                    "it is truncated, of a header of " + headerBytes + " bytes " + (length - LENGTH_BYTES)
                            + " are left");
        }
        byte[] json = new byte[(int) headerBytes];
        file.readFully(json);
        long dataBegin = LENGTH_BYTES + headerBytes;
        return new SafetensorsFile(path, file, dataBegin, SafetensorsHeader.parse(json, length - dataBegin, path));
    }

    private ByteBuffer read(SafetensorsHeader.Slice slice) {
        long length = slice.end() - slice.begin();
        if (length > Integer.MAX_VALUE - LENGTH_BYTES) {
            throw new ConfigException(path + ": tensor " + slice.name() + " is larger than 2 GiB");
        }
        byte[] bytes = new byte[(int) length];
        try {
            synchronized (file) {
                file.seek(dataBegin + slice.begin());
                file.readFully(bytes);
            }
        } catch (EOFException e) {
            throw new CorruptFileException(path, "it was truncated while it was read", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static void copy(ByteBuffer bytes, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        while (bytes.hasRemaining()) {
            int count = Math.min(chunk.length, bytes.remaining());
            bytes.get(chunk, 0, count);
            out.write(chunk, 0, count);
        }
    }

    private static ConfigException unreadable(Path path, IOException e) {
        String said = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return new ConfigException(path + ": cannot be read: " + said, e);
    }

    private static void closeQuietly(@Nullable RandomAccessFile file) {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            return; // it was only read
        }
    }
}
