package drolt.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads event files from the published format alone: framing of tfrecord, wire format of protocol buffers, field numbers
 * of event.proto and summary.proto, CRC-32C bit by bit. Shares no code with the writer.
 */
final class EventReader {
    private EventReader() {}

    /** A field's number and its value: Long, Double, Float or bytes. */
    record Field(int number, Object value) {}

    /** One event: step, version where it has one, whether a session starts, values by tag. */
    record Event(
            long step, String version, boolean start, Map<String, Double> scalars, Map<String, Histogram> histograms) {}

    record Histogram(
            double min, double max, double number, double sum, double squares, double[] limits, double[] counts) {}

    static Path file(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().contains("tfevents"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    static List<Event> read(Path folder) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(folder))).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] header = new byte[8];
            bytes.get(header);
            long length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertThat(bytes.getInt()).isEqualTo(mask(crc32c(header)));
            byte[] data = new byte[Math.toIntExact(length)];
            bytes.get(data);
            assertThat(bytes.getInt()).isEqualTo(mask(crc32c(data)));
            events.add(event(data));
        }
        return events;
    }

    static int crc32c(byte[] bytes) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
            }
        }
        return ~crc;
    }

    private static int mask(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static Event event(byte[] data) {
        long step = 0;
        String version = "";
        boolean start = false;
        Map<String, Double> scalars = new TreeMap<>();
        Map<String, Histogram> histograms = new TreeMap<>();
        for (Field field : fields(data)) {
            switch (field.number()) {
                case 1 -> assertThat((Double) field.value()).isPositive();
                case 2 -> step = (Long) field.value();
                case 3 -> version = text(field);
                case 5 ->
                    fields((byte[]) field.value()).forEach(value -> {
                        assertThat(value.number()).isEqualTo(1);
                        value((byte[]) value.value(), scalars, histograms);
                    });
                case 7 -> start = fields((byte[]) field.value()).equals(List.of(new Field(1, 1L)));
                default -> throw new AssertionError("field " + field.number() + " of Event");
            }
        }
        return new Event(step, version, start, scalars, histograms);
    }

    private static void value(byte[] data, Map<String, Double> scalars, Map<String, Histogram> histograms) {
        String tag = "";
        for (Field field : fields(data)) {
            switch (field.number()) {
                case 1 -> tag = text(field);
                case 2 -> scalars.put(tag, (double) (Float) field.value());
                case 5 -> histograms.put(tag, histogram((byte[]) field.value()));
                default -> throw new AssertionError("field " + field.number() + " of Summary.Value");
            }
        }
    }

    private static Histogram histogram(byte[] data) {
        double[] single = new double[6];
        double[][] packed = new double[8][];
        for (Field field : fields(data)) {
            if (field.number() <= 5) {
                single[field.number()] = (Double) field.value();
            } else {
                ByteBuffer bytes = ByteBuffer.wrap((byte[]) field.value()).order(ByteOrder.LITTLE_ENDIAN);
                packed[field.number()] = new double[bytes.remaining() / 8];
                bytes.asDoubleBuffer().get(packed[field.number()]);
            }
        }
        return new Histogram(single[1], single[2], single[3], single[4], single[5], packed[6], packed[7]);
    }

    private static String text(Field field) {
        return new String((byte[]) field.value(), StandardCharsets.UTF_8);
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (bytes.hasRemaining()) {
            long key = varint(bytes);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(bytes);
                case 1 -> bytes.getDouble();
                case 2 -> {
                    byte[] part = new byte[Math.toIntExact(varint(bytes))];
                    bytes.get(part);
                    yield part;
                }
                case 5 -> bytes.getFloat();
                default -> throw new AssertionError("wire type of " + key);
            };
            fields.add(new Field((int) (key >>> 3), value));
        }
        return fields;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
