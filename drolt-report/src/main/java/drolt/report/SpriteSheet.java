package drolt.report;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Many small images in one JPEG, row after row.
 *
 * @param columns images a row
 * @param rows of images
 * @param side of one, in pixels
 * @param uri the picture as a data URI
 */
record SpriteSheet(int columns, int rows, int side, String uri) {
    private static final float QUALITY = 0.95f;
    /** Multiples of 16, so that no block of the compression holds two images. */
    private static final int SMALL = 32;

    private static final int LARGE = 48;

    /**
     * Paints it.
     *
     * @param positions of the images in the data set, at least one, in the order in which they are painted
     * @throws drolt.configuration.ConfigException if an image cannot be read
     */
    static SpriteSheet of(ImageDataset images, int[] positions) {
        RgbImage memory = new RgbImage();
        images.read(positions[0], memory);
        int side = Math.max(memory.height(), memory.width()) <= SMALL ? SMALL : LARGE;
        int columns = (int) Math.ceil(Math.sqrt(positions.length));
        int rows = (positions.length + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setColor(Color.GRAY);
        canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < positions.length; i++) {
            images.read(positions[i], memory);
            paint(canvas, image(memory), i % columns * side, i / columns * side, side);
        }
        canvas.dispose();
        return new SpriteSheet(
                columns,
                rows,
                side,
                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(sheet)));
    }

    private static BufferedImage image(RgbImage source) {
        BufferedImage image = new BufferedImage(source.width(), source.height(), BufferedImage.TYPE_INT_RGB);
        byte[] bytes = source.pixels();
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < source.width(); x++) {
                int at = (y * source.width() + x) * 3;
                image.setRGB(x, y, (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff));
            }
        }
        return image;
    }

    /** Whole, in its own proportions, in the middle. */
    private static void paint(Graphics2D canvas, BufferedImage image, int left, int top, int side) {
        double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        Image fitted = width == image.getWidth() && height == image.getHeight()
                ? image
                : image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        canvas.drawImage(fitted, left + (side - width) / 2, top + (side - height) / 2, null);
    }

    private static byte[] jpeg(BufferedImage sheet) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(sheet, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
