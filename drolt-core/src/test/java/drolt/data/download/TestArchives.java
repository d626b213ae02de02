package drolt.data.download;

import drolt.data.TinyCifar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Archives to serve, good and bad. */
final class TestArchives {
    static final String FOLDER = "tiny-binary";

    private TestArchives() {}

    /** Some hundred kilobytes that do not compress; {@code version} alters its content, not its size. */
    static byte[] good(int version) throws IOException {
        byte[] data = new byte[300_000];
        new Random(version).nextBytes(data);
        return TinyCifar.archive(FOLDER, Map.of("data.bin", data));
    }

    /** Puts entries into a tar. */
    @FunctionalInterface
    interface Entries {
        /** Adds all entries. */
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    static byte[] of(Entries entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            file(tar, FOLDER + "/first.bin", 100);
            entries.write(tar);
        }
        return bytes.toByteArray();
    }

    static void file(TarArchiveOutputStream tar, String name, int size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        tar.write(new byte[size]);
        tar.closeArchiveEntry();
    }

    static void link(TarArchiveOutputStream tar, String name, byte kind, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** What a downloader is told about some bytes. */
    static Archive describe(byte[] content, URI uri, @Nullable Long size) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Archive(
                    "tiny",
                    uri,
                    size,
                    List.of(new Checksum(
                            Checksum.Algorithm.SHA_256, HexFormat.of().formatHex(hash))),
                    FOLDER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
