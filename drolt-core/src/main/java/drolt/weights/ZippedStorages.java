package drolt.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip, not compressed: {@code NAME/data.pkl} is the pickle, {@code NAME/data/KEY} a storage, and {@code
 * NAME/byteorder}, if it is there, must be little.
 */
final class ZippedStorages extends PyTorchStorages {
    private static final String PICKLE = "data.pkl";
    private static final int SHORT = 16;

    private final ZipFile zip;
    private final long fileBytes;
    private final String folder;
    private final Object table;

    ZippedStorages(Path path) throws IOException {
        fileBytes = path.toFile().length();
        ZipFile opened = new ZipFile(path.toFile());
        try {
            zip = opened;
            folder = folder(opened);
            requireLittleEndian();
            try (InputStream in = new BufferedInputStream(opened.getInputStream(entry(PICKLE)), 1 << 16)) {
                table = new PickleReader(in).read();
            }
            opened = null;
        } finally {
            closeQuietly(opened);
        }
    }

    private static String folder(ZipFile zip) throws StreamCorruptedException {
        List<String> pickles = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw new StreamCorruptedException("a zip without a table of tensors");
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                String text = new String(in.readNBytes(SHORT), StandardCharsets.US_ASCII);
                if (!text.strip().equals("little")) {
                    throw new StreamCorruptedException("its numbers are not little-endian");
                }
            }
        }
    }

    private ZipEntry entry(String name) throws StreamCorruptedException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null) {
            throw new StreamCorruptedException("it holds no " + folder + name);
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > fileBytes) {
            throw new StreamCorruptedException(folder + name + " is not stored as PyTorch stores it");
        }
        return entry;
    }

    @Override
    Object table() {
        return table;
    }

    @Override
    long size(String key) throws StreamCorruptedException {
        return entry("data/" + key).getSize();
    }

    @Override
    byte[] read(String key, long begin, int count) throws IOException {
        ZipEntry entry = entry("data/" + key);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            in.skipNBytes(begin);
            bytes = in.readNBytes(count);
        }
        if (bytes.length < count) {
            throw new EOFException("it was truncated while it was read");
        }
        if (count == entry.getSize()) {
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (checksum.getValue() != entry.getCrc()) {
                throw new StreamCorruptedException("the checksum of " + entry.getName() + " is wrong");
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }

    private static void closeQuietly(@Nullable ZipFile zip) {
        if (zip == null) {
            return;
        }
        try {
            zip.close();
        } catch (IOException e) {
            return; // it was only read
        }
    }
}
