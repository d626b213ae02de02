package drolt.data.decoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** Beginning and end of an image file: where one is cut short shows there, without its being read. */
final class FileEnds {
    private static final int BYTES = 16;
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final byte[] GIF_END = {0x3b};

    private final long size;
    private final byte[] first;
    private final byte[] last;

    private FileEnds(long size, byte[] first, byte[] last) {
        this.size = size;
        this.first = first;
        this.last = last;
    }

    static FileEnds read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            return new FileEnds(size, bytes(channel, 0), bytes(channel, Math.max(0, size - BYTES)));
        }
    }

    private static byte[] bytes(FileChannel channel, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        int count = 0;
        while (count >= 0 && buffer.hasRemaining()) {
            count = channel.read(buffer, from + buffer.position());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Of the file in bytes. */
    long size() {
        return size;
    }

    /** As many bytes of its beginning as tell the format. */
    byte[] first() {
        return first;
    }

    /**
     * Whether the file ends as one of this format does, or has the length that it says it has. One that does not may
     * still be whole, with something behind the image: only decoding tells.
     */
    boolean endAs(ImageFormat format) {
        return switch (format) {
            case JPEG -> endWith(JPEG_END);
            case PNG -> endWith(PNG_END);
            case GIF -> endWith(GIF_END);
            case WEBP -> holds(Integer.BYTES, 2L * Integer.BYTES); // RIFF's length leaves out the first eight
            case BMP -> holds(2, 0);
        };
    }

    private boolean endWith(byte[] mark) {
        int from = last.length - mark.length;
        return from >= 0 && Arrays.equals(last, from, last.length, mark, 0, mark.length);
    }

    private boolean holds(int place, long more) {
        if (first.length < place + Integer.BYTES) {
            return false;
        }
        long told = Integer.toUnsignedLong(
                ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt(place));
        return told > 0 && told + more <= size;
    }
}
