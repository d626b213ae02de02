package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of files that are not ASCII, or no text at all. */
@EnabledOnOs(OS.LINUX)
class FileNamesTest {
    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writePhotos() throws IOException {
        for (String name : List.of("cat", "owl")) {
            Path photos = Files.createDirectories(folder.resolve("birds").resolve(name));
            for (int i = 0; i < 4; i++) {
                BufferedImage image = new BufferedImage(8 + i, 9, BufferedImage.TYPE_3BYTE_BGR);
                image.setRGB(0, 0, name.hashCode());
                ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
            }
        }
        recipe = Files.writeString(folder.resolve("birds.yaml"), """
                version: 1
                dataset: {kind: image-folders, folder: birds, testShare: 0.5}
                augmentation: [{kind: random-resized-crop, size: 8}]
                testView: [{kind: center-crop, size: 8}]
                model: {kind: cifar-resnet, depth: 8, width: 4}
                stages: {pretrain: {kind: train, epochs: 1, batchSize: 2}}
                arms: {cross-entropy: pretrain}
                """);
    }

    private Result inspect(String locale) throws Exception {
        return DroltProcess.start(
                        List.of(),
                        Map.of("LC_ALL", locale),
                        "data",
                        "inspect",
                        recipe.toString(),
                        "--data",
                        folder.toString())
                .result();
    }

    /** By the shell: no path of this process can name the file. */
    private void addNamed(String octal) throws Exception {
        Process copy = new ProcessBuilder(
                        "sh", "-c", "cp birds/cat/0.png \"$(printf 'birds/cat/M\\" + octal + "ller.png')\"")
                .directory(folder.toFile())
                .start();
        assertThat(copy.waitFor()).isZero();
    }

    @Test
    void aNameThatIsNoUtf8IsNamedAsSuch() throws Exception {
        addNamed("374");
        Result result = inspect("C.UTF-8");
        assertThat(result.err())
                .isEqualToIgnoringNewLines("drolt: " + folder.resolve("birds/cat")
                        + "/M\ufffdller.png: its name is no valid UTF-8; rename it");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void whereTheLocaleIsPlainAsciiTheMendIsTold() throws Exception {
        addNamed("303\\274");
        assertThat(inspect("C.UTF-8").exitCode()).isZero();
        Result result = inspect("C");
        assertThat(result.err())
                .startsWith("drolt: " + folder.resolve("birds/cat") + "/M")
                .contains("ller.png: its name cannot be read in the locale's character set, ANSI_X3.4-1968; set"
                        + " LC_ALL=C.UTF-8, or start drolt by its launcher, which does")
                .hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
