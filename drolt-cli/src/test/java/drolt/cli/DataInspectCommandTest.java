package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInspectCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path recipe;

    @BeforeEach
    void writePhotos() throws IOException {
        for (String name : List.of("cat", "owl")) {
            Path photos = Files.createDirectories(folder.resolve("birds").resolve(name));
            for (int i = 0; i < 10; i++) {
                BufferedImage image = new BufferedImage(8 + i, 9, BufferedImage.TYPE_3BYTE_BGR);
                image.setRGB(0, 0, name.hashCode()); // else files of two classes would be equal
                ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
            }
        }
        recipe = Files.writeString(folder.resolve("birds.yaml"), """
                version: 1
                dataset: {kind: image-folders, folder: birds, testShare: 0.2}
                augmentation: [{kind: random-resized-crop, size: 8}]
                testView: [{kind: center-crop, size: 8}]
                model: {kind: cifar-resnet, depth: 8, width: 4}
                stages: {pretrain: {kind: train, epochs: 1, batchSize: 16}}
                arms: {cross-entropy: pretrain}
                """);
    }

    private int inspect(String... options) {
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false);
        Stream<String> first = Stream.of("data", "inspect", recipe.toString(), "--data", folder.toString());
        return Main.run(console, Stream.concat(first, Stream.of(options)).toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void imagesThatAreFineAreCounted() {
        assertThat(inspect("--decode")).isZero();
        assertThat(lines()).last().isEqualTo("20 of 20 images can be decoded");
        assertThat(errors()).contains("decoding").doesNotContain("warning");
    }

    @Test
    void aTableIsLookedThroughAsAFolderIs() throws IOException {
        StringBuilder table = new StringBuilder("path,label,split\n");
        for (String name : List.of("cat", "owl")) {
            for (int i = 0; i < 10; i++) {
                table.append("birds/%s/%d.png,%s,%s%n".formatted(name, i, name, i < 3 ? "Test" : "train"));
            }
        }
        recipe = Files.writeString(folder.resolve("birds.csv"), table);
        assertThat(inspect()).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(lines())
                .contains(
                        "14 training images of 2 classes, 7 to 7 a class, imbalance factor 1.000; validationShare 0.15"
                                + " sets 2 of them apart for validation; 6 test images");
        Files.writeString(recipe, table + "birds/gone.png,owl,test\n");
        assertThat(inspect()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(recipe + ":22: column 'path': there is no image 'birds/gone.png' in " + folder + "; correct");
    }

    @Test
    void everyImageThatCannotBeDecodedIsALineAndTheCommandFails() throws IOException {
        Path foreign = Files.writeString(folder.resolve("birds/cat/3.png"), "<html>");
        Path empty = Files.write(folder.resolve("birds/owl/0.png"), new byte[0]);
        assertThat(inspect("--decode", "--quiet")).isEqualTo(2);
        assertThat(lines())
                .contains(
                        foreign + ": is no JPEG, PNG, WebP, BMP, GIF or TIFF image, whatever its name says",
                        empty + ": is empty")
                .last()
                .isEqualTo("18 of 20 images can be decoded; replace the others or take them out of the data set");
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatWouldEndATrainingIsAWarning() throws IOException {
        assertThat(inspect("--set", "stages.pretrain.batchSize=128")).isZero();
        assertThat(errors().lines())
                .containsExactly("drolt: warning: recipe birds: stages.pretrain.batchSize: 128 must be at most 16, the"
                        + " images that an epoch draws; set it, for example to 16");
        err.reset();
        assertThat(inspect("--set", "testView=null")).isZero();
        assertThat(errors())
                .startsWith("drolt: warning: recipe birds: testView: leaves images of different sizes: "
                        + folder.resolve("birds/cat"));
        err.reset();
        Path empty = Files.write(folder.resolve("birds/owl/0.png"), new byte[0]);
        assertThat(inspect()).isZero();
        assertThat(errors().lines())
                .containsExactly("drolt: warning: " + empty + ": is empty; replace it or take it out of the data set");
    }
}
