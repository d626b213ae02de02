package drolt.figure;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A figure as pixels, 288 to the inch. */
final class PngWriter {
    private static final int SCALE = 3;
    private static final int PIXELS_PER_METRE = (int) Math.round(SCALE * 96 / 0.0254);
    private static final String FORMAT = "javax_imageio_png_1.0";

    private PngWriter() {}

    static BufferedImage image(Figure figure) {
        FigurePainter painter = new FigurePainter(figure);
        Dimension size = painter.size();
        BufferedImage image = new BufferedImage(size.width * SCALE, size.height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.scale(SCALE, SCALE);
        painter.paint(canvas);
        canvas.dispose();
        return image;
    }

    /** In memory: ImageIO's own stream onto a file keeps a second file in the system's temporary folder. */
    static byte[] bytes(Figure figure, Provenance provenance) throws IOException {
        BufferedImage image = image(figure);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        metadata.mergeTree(FORMAT, tree(figure, provenance));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode tree(Figure figure, Provenance provenance) {
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", Integer.toString(PIXELS_PER_METRE));
        size.setAttribute("pixelsPerUnitYAxis", Integer.toString(PIXELS_PER_METRE));
        size.setAttribute("unitSpecifier", "meter");
        root.appendChild(size);
        IIOMetadataNode latin = new IIOMetadataNode("tEXt");
        IIOMetadataNode wide = new IIOMetadataNode("iTXt");
        add(latin, wide, "Description", figure.caption());
        add(latin, wide, "Source", provenance.command());
        add(latin, wide, "Comment", "runs " + String.join(", ", provenance.runs()));
        add(latin, wide, "Software", provenance.version());
        root.appendChild(latin);
        if (wide.hasChildNodes()) {
            root.appendChild(wide);
        }
        return root;
    }

    /** A {@code tEXt} chunk holds Latin-1 only; other letters go into an {@code iTXt} chunk. */
    private static void add(IIOMetadataNode latin, IIOMetadataNode wide, String keyword, String text) {
        if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
            entry.setAttribute("keyword", keyword);
            entry.setAttribute("value", text);
            latin.appendChild(entry);
            return;
        }
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", text);
        wide.appendChild(entry);
    }
}
