package drolt.benchmark;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Formats that the platform can write, and a picture in each: soft colours and some noise, 500 x 375 pixels. */
enum PhotoFormat {
    BASELINE_JPEG("JPEG", "baseline JPEG", false),
    PROGRESSIVE_JPEG("JPEG", "progressive JPEG", true),
    PNG("PNG", "PNG", false);

    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int COARSE = 8;
    private static final int NOISE = 16;
    private static final float QUALITY = 0.9f;

    private final String readerName;
    private final String title;
    private final boolean progressive;

    PhotoFormat(String readerName, String title, boolean progressive) {
        this.readerName = readerName;
        this.title = title;
        this.progressive = progressive;
    }

    /** The format's name in ImageIO. */
    String readerName() {
        return readerName;
    }

    String title() {
        return title;
    }

    /** The bytes of a file; another picture for another seed. */
    byte[] write(long seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(readerName).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (this != PNG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture(seed), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(long seed) {
        Random random = new Random(seed);
        BufferedImage coarse = new BufferedImage(WIDTH / COARSE, HEIGHT / COARSE, BufferedImage.TYPE_3BYTE_BGR);
        for (int at = 0; at < coarse.getWidth() * coarse.getHeight(); at++) {
            coarse.setRGB(at % coarse.getWidth(), at / coarse.getWidth(), random.nextInt(1 << 24));
        }
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(coarse, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        for (int at = 0; at < WIDTH * HEIGHT; at++) { // the lowest bits of each colour
            int noise = random.nextInt(NOISE) * 0x010101;
            picture.setRGB(at % WIDTH, at / WIDTH, (picture.getRGB(at % WIDTH, at / WIDTH) & 0xf0f0f0) | noise);
        }
        return picture;
    }
}
