package drolt.data.decoding;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files as they are found in folders: turned, huge, and damaged in every way, made by code. */
public final class OddImages {
    private static final int SIDE = 96;

    private OddImages() {}

    /** A picture with edges and noise, so that its compressed form is long enough to be damaged inside. */
    public static byte[] photo(String format) throws IOException {
        return written(picture(), format);
    }

    private static BufferedImage picture() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.RED, SIDE, SIDE, Color.CYAN));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        Random random = new Random(1);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(random.nextInt(SIDE), random.nextInt(SIDE), random.nextInt(1 << 24));
        }
        return image;
    }

    static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    /** A progressive JPEG of the picture. */
    static byte[] progressive() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture(), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Zeros in the middle of a file. */
    static byte[] zeroed(byte[] whole) {
        byte[] bytes = whole.clone();
        java.util.Arrays.fill(bytes, whole.length / 2, whole.length / 2 + whole.length / 8, (byte) 0);
        return bytes;
    }

    /** A file whose second half is missing, its last bytes put behind the first. */
    static byte[] mended(byte[] whole, int end) {
        byte[] bytes = new byte[whole.length / 2 + end];
        System.arraycopy(whole, 0, bytes, 0, whole.length / 2);
        System.arraycopy(whole, whole.length - end, bytes, whole.length / 2, end);
        return bytes;
    }

    /** EXIF data with one entry, the orientation. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A PNG with a chunk behind its header. */
    static byte[] withPngChunk(byte[] png, String name, byte[] content) {
        int header = 33; // signature and IHDR
        byte[] chunk = pngChunk(name, content);
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, header)
                .put(chunk)
                .put(png, header, png.length - header)
                .array();
    }

    private static byte[] pngChunk(String name, byte[] content) {
        byte[] named = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(named);
        checksum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(named)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A WebP with a chunk at its end. */
    static byte[] withWebpChunk(byte[] webp, String name, byte[] content) {
        ByteBuffer longer = ByteBuffer.allocate(webp.length + 8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(webp)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content);
        longer.putInt(4, longer.capacity() - 8);
        return longer.array();
    }

    /** A PNG of 16-bit grey in a few kB, however large: rows of zeros but for a white pixel at the end of each. */
    public static byte[] hugePng(int width, int height) {
        byte[] row = new byte[1 + 2 * width];
        row[row.length - 1] = (byte) 255;
        row[row.length - 2] = (byte) 255;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] buffer = new byte[1 << 16];
        for (int y = 0; y <= height; y++) {
            if (y == height) {
                deflater.finish();
            } else {
                deflater.setInput(row);
            }
            for (int count = deflater.deflate(buffer); count > 0; count = deflater.deflate(buffer)) {
                data.write(buffer, 0, count);
            }
        }
        deflater.end();
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {16, 0, 0, 0, 0})
                .array();
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        byte[] first = pngChunk("IHDR", header);
        byte[] pixels = pngChunk("IDAT", data.toByteArray());
        byte[] last = pngChunk("IEND", new byte[0]);
        return ByteBuffer.allocate(signature.length + first.length + pixels.length + last.length)
                .put(signature)
                .put(first)
                .put(pixels)
                .put(last)
                .array();
    }
}
