package drolt.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small photographs of differing sizes on disk, in the layouts that data sets come in. */
public final class PhotoTree {
    private PhotoTree() {}

    /** Noise around a colour that tells the class; the ending of the name decides the format. */
    public static void write(Path file, int label, int height, int width) {
        Random random = new Random(file.getFileName().toString().hashCode() + 31L * label);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int channel = 0; channel < 3; channel++) {
                    int value = (label >> channel & 1) * 120 + 60 + random.nextInt(60);
                    rgb = rgb << 8 | value;
                }
                image.setRGB(x, y, rgb);
            }
        }
        String name = file.getFileName().toString();
        try {
            Files.createDirectories(file.getParent());
            if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1).toLowerCase(), file.toFile())) {
                throw new IOException("no writer for " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Images {@code part/classC/I.jpg} or {@code .png}, 33 to 60 pixels a side.
     *
     * @param counts images of each class
     * @return lines of a list of them
     */
    public static String write(Path folder, String part, int... counts) {
        StringBuilder lines = new StringBuilder();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                String path = part + "/class" + label + "/" + i + (i % 3 == 2 ? ".png" : ".jpg");
                write(folder.resolve(path), label, 33 + (7 * i + label) % 28, 33 + (11 * i) % 28);
                lines.append(path).append(' ').append(label).append('\n');
            }
        }
        return lines.toString();
    }
}
