package drolt.cli.campaign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes the bytes of a file as failing disks, wrong programs and slips of an editor do. */
final class ByteMutation {
    private static final List<String> FOREIGN = List.of(
            "<!DOCTYPE html><html><body>404</body></html>",
            "null",
            "[]",
            "{}",
            "\"\"",
            "0",
            "\u0000\u0000\u0000\u0000",
            "\ufeff{}",
            "[".repeat(50_000),
            "{\"a\":".repeat(20_000));

    private final Random random;

    ByteMutation(Random random) {
        this.random = random;
    }

    /** Changed bytes. */
    byte[] of(byte[] bytes) {
        if (bytes.length < 2) {
            return foreign();
        }
        int from = random.nextInt(bytes.length);
        int to = from + 1 + random.nextInt(Math.min(bytes.length - from, 200));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> joined(bytes, from, new byte[0], to);
            case 2 -> joined(bytes, from, noise(), from);
            case 3 -> joined(bytes, from, noise(), to);
            case 4 -> joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
            case 5 -> joined(bytes, from, new byte[to - from], to);
            case 6 -> joined(bytes, from, FOREIGN.get(1 + random.nextInt(6)).getBytes(StandardCharsets.UTF_8), to);
            default -> foreign();
        };
    }

    private byte[] foreign() {
        return FOREIGN.get(random.nextInt(FOREIGN.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    /** The bytes before a place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int before, byte[] others, int after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, before);
        joined.writeBytes(others);
        joined.write(bytes, after, bytes.length - after);
        return joined.toByteArray();
    }
}
