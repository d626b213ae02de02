package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, typed on a terminal while a progress line renews itself: it must reach drolt and nobody else. */
class InterruptedOnTerminalIT {
    private static final int CTRL_C = 3;
    private static final int INTERRUPTED = 130;
    private static final String LONG = "stages.pretrain.epochs=2000";
    private static final String STORED = ", its state is stored; to resume: drolt ";

    @TempDir
    private Path folder;

    private Result interrupted(DroltProcess drolt, String progress) throws Exception {
        drolt.awaitOutput("\r\u001b[K" + progress);
        boolean catches = drolt.catchesInterrupts();
        drolt.type(CTRL_C);
        Result result = drolt.result();
        assertThat(catches).as("the JVM has its handler of SIGINT").isTrue();
        assertThat(result.exitCode()).as(result.out()).isEqualTo(INTERRUPTED);
        return result;
    }

    @Test
    void trainStoresItsState() throws Exception {
        Path run = folder.resolve("run");
        Result result = interrupted(
                DroltProcess.startOnTerminal(
                        List.of(),
                        "train",
                        TinyRun.embedded(folder).toString(),
                        "--output",
                        run.toString(),
                        "--set",
                        LONG),
                "[1/3] pretrain ");
        assertThat(result.out()).contains("interrupted in stage pretrain" + STORED + "train ");
        assertThat(TinyRun.files(run.resolve("stages/pretrain/checkpoints")))
                .as("of the step under way, at any rate")
                .isNotEmpty();
    }

    @Test
    void tuneStoresItsState() throws Exception {
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                halving: {factor: 2, rungs: 2}
                keys:
                  stages.features.loss.lambda: {kind: choice, values: [0.3, 0.5]}
                """);
        Result result = interrupted(
                DroltProcess.startOnTerminal(
                        List.of(),
                        "tune",
                        TinyRun.embedded(folder).toString(),
                        "--space",
                        space.toString(),
                        "--set",
                        "dataset.validationShare=0.2",
                        "--set",
                        LONG,
                        "--output",
                        folder.resolve("tuned").toString()),
                "tune "); // a line that tells the trial follows the first one
        assertThat(result.out()).contains(STORED + "tune ").containsPattern("interrupted in stage \\w+ of trial 1,");
    }

    @Test
    void reproduceStoresItsState() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("reproduce", "table4", "--setting", "equal", "--rows", "ce"));
        arguments.addAll(List.of("--output", folder.resolve("table").toString()));
        for (String key : List.of(
                "dataset.kind=embedded",
                "dataset.imagesOfLargestClass=14",
                "dataset.imbalanceFactor=4",
                "dataset.testImagesPerClass=2",
                "model.depth=8",
                "model.width=4")) {
            arguments.addAll(List.of("--set", key));
        }
        Result result = interrupted(
                DroltProcess.startOnTerminal(List.of(), arguments.toArray(String[]::new)), "[1/5] pretrain ");
        assertThat(result.out()).contains("interrupted in stage pretrain of if100-seed1" + STORED + "reproduce ");
    }

    @Test
    void predictLeavesNoOutput() throws Exception {
        Path run = folder.resolve("run");
        Result trained =
                DroltProcess.run("train", TinyRun.embedded(folder).toString(), "--output", run.toString(), "--quiet");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Path output = folder.resolve("predictions.csv");
        interrupted(
                DroltProcess.startOnTerminal(
                        List.of(),
                        "predict",
                        run.toString(),
                        manyLargeImages().toString(),
                        "--resize",
                        "--format",
                        "csv",
                        "--output",
                        output.toString()),
                "classifying ");
        assertThat(output).doesNotExist();
    }

    /** Enough for a progress line, and for many seconds: one picture under many names. */
    private Path manyLargeImages() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        BufferedImage picture = new BufferedImage(1500, 1500, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        Path first = images.resolve("0.png");
        assertThat(ImageIO.write(picture, "png", first.toFile())).isTrue();
        for (int i = 1; i < 600; i++) {
            Files.createLink(images.resolve(i + ".png"), first);
        }
        return images;
    }

    @Test
    void downloadKeepsWhatHasCome() throws Exception {
        Path data = folder.resolve("data");
        try (SlowArchiveServer server = new SlowArchiveServer(folder)) {
            interrupted(
                    DroltProcess.startOnTerminal(
                            server.jvmOptions(), "data", "download", "cifar-100", "--data", data.toString()),
                    "cifar-100 ");
        }
        assertThat(data.resolve("cifar-100-binary.tar.gz.part")).isNotEmptyFile();
        assertThat(data.resolve("cifar-100-binary")).doesNotExist();
    }
}
