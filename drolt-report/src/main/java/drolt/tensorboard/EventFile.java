package drolt.tensorboard;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The one event file of a folder: records of TensorFlow's format, each its length (64 bits), the masked CRC-32C of the
 * length, the bytes and their masked CRC-32C, all little-endian.
 *
 * <p>It grows record by record, which is how TensorBoard follows it, so it is not replaced as a whole like other files
 * of a run. Every record reaches the system before the next one is made; what a kill or a power cut takes away, the next
 * process writes again, for it begins the file anew.
 */
final class EventFile implements AutoCloseable {
    private static final String PREFIX = "events.out.tfevents.";
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int FRAME_BYTES = 16;
    private static final double MILLIS = 1e3;

    private final FileOutputStream out;

    private EventFile(FileOutputStream out) {
        this.out = out;
    }

    /**
     * Begins the file of a folder, in place of an older one.
     *
     * <p>Its name is greater than the older one's: a TensorBoard that reads along goes on to it, and the first event has
     * it forget what it read.
     */
    static EventFile begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        long seconds = System.currentTimeMillis() / 1000;
        try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : older) {
                seconds = Math.max(seconds, secondsOf(file) + 1);
                Files.delete(file);
            }
        }
        Path file = folder.resolve(String.format(Locale.ROOT, "%s%010d.drolt", PREFIX, seconds));
        EventFile begun = new EventFile(new FileOutputStream(file.toFile()));
        begun.write(EventMessage.version(now()));
        begun.write(EventMessage.start(now(), 0));
        return begun;
    }

    /** Whether a folder has one. */
    static boolean isIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            return files.iterator().hasNext();
        }
    }

    private static long secondsOf(Path file) {
        String digits =
                String.valueOf(file.getFileName()).substring(PREFIX.length()).replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 12 ? 0 : Long.parseLong(digits);
    }

    /** Seconds since 1970. */
    static double now() {
        return System.currentTimeMillis() / MILLIS;
    }

    void values(double wallTime, long step, Map<String, Double> scalars, Map<String, HistogramBuckets> histograms)
            throws IOException {
        write(EventMessage.values(wallTime, step, scalars, histograms));
    }

    private void write(byte[] message) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(message.length + FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(message.length);
        record.putInt(maskedCrc(record.array(), 0, Long.BYTES));
        record.put(message);
        record.putInt(maskedCrc(message, 0, message.length));
        out.write(record.array());
    }

    /** The checksum turned by 15 bits and shifted, so that data that holds its own checksum is no special case. */
    private static int maskedCrc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
