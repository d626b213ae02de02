package drolt.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small data sets in the official layouts: record r has label r modulo the number of classes, and random pixels. */
public final class TinyCifar {
    private static final int PIXEL_BYTES = 3072;

    private TinyCifar() {}

    /** CIFAR-100 files by name. */
    public static Map<String, byte[]> cifar100(int trainPerClass, int testPerClass) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("train.bin", records(1, 100, trainPerClass * 100, 2));
        files.put("test.bin", records(2, 100, testPerClass * 100, 2));
        files.put("fine_label_names.txt", names(100));
        return files;
    }

    /** CIFAR-10 files by name, the training records in five equal parts. */
    public static Map<String, byte[]> cifar10(int trainPerClassAndFile, int testPerClass) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int part = 1; part <= 5; part++) {
            files.put("data_batch_" + part + ".bin", records(part, 10, trainPerClassAndFile * 10, 1));
        }
        files.put("test_batch.bin", records(6, 10, testPerClass * 10, 1));
        files.put(
                "batches.meta.txt",
                (new String(names(10), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** Records in the official layout. */
    public static byte[] records(long seed, int classes, int count, int labelBytes) {
        byte[] bytes = new byte[count * (labelBytes + PIXEL_BYTES)];
        new Random(seed).nextBytes(bytes);
        for (int record = 0; record < count; record++) {
            int end = record * (labelBytes + PIXEL_BYTES) + labelBytes;
            bytes[end - labelBytes] = 0;
            bytes[end - 1] = (byte) (record % classes);
        }
        return bytes;
    }

    private static byte[] names(int classes) {
        return IntStream.range(0, classes)
                .mapToObj(label -> "class " + label + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Writes files into a folder. */
    public static void write(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** A .tar.gz of files under one folder. */
    public static byte[] archive(String folder, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            tar.putArchiveEntry(new TarArchiveEntry(folder + "/"));
            tar.closeArchiveEntry();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
