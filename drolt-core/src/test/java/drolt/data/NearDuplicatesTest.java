package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesTest {
    @TempDir
    private Path data;

    /** Blots, different ones for each seed. */
    private void write(String path, int seed, int side) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(side / 100.0, side / 100.0);
        Random random = new Random(seed);
        for (int blot = 0; blot < 40; blot++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(100) - 10, random.nextInt(100) - 10, 30, 30);
        }
        graphics.dispose();
        Path file = data.resolve(path);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, path.substring(path.length() - 3), file.toFile()))
                .isTrue();
    }

    @Test
    void copiesOfAnotherSizeOrFormatAreFoundAndOthersAreNot() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            write("train/class" + seed % 2 + "/" + seed + ".png", seed, 120);
        }
        write("test/class0/small.jpg", 4, 64);
        write("train/class1/again.jpg", 7, 200);
        write("test/class1/other.png", 99, 120);
        ImageData loaded = new ImageFoldersConfig(
                        ".", null, null, 0, null, 0, null, ShotLimits.PAPER, PhotoNormalization.IMAGENET, null, null)
                .load(data);
        NearDuplicates near = new NearDuplicates();
        List<String> faults =
                ImageCheck.decode(loaded, image -> near.add(image, image.images() == loaded.test() ? "test" : "train"));
        assertThat(faults).isEmpty();
        assertThat(near.pairs())
                .containsExactly(
                        new NearDuplicates.Pair(
                                data.resolve("test/class0/small.jpg").toString(),
                                data.resolve("train/class0/4.png").toString(),
                                true),
                        new NearDuplicates.Pair(
                                data.resolve("train/class1/7.png").toString(),
                                data.resolve("train/class1/again.jpg").toString(),
                                false));
    }
}
