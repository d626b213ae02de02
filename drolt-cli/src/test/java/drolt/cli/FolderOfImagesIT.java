package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.experiment.ArmChoice;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a folder of photographs to a model and to what it says of others, as a user types it. */
class FolderOfImagesIT {
    private static final List<String> CLASSES = List.of("blue", "green", "red");
    private static final Color[] COLORS = {Color.BLUE, Color.GREEN, Color.RED};
    private static final int[] COUNTS = {40, 20, 8};

    @TempDir
    private static Path folder;

    private static Path photos;
    private static Path run;
    private static Result trained;

    @BeforeAll
    static void train() throws Exception {
        photos = folder.resolve("my photos");
        Random random = new Random(1);
        for (int label = 0; label < COUNTS.length; label++) {
            Path of = Files.createDirectories(photos.resolve(CLASSES.get(label)));
            for (int i = 0; i < COUNTS[label]; i++) {
                write(of.resolve(i + ".jpg"), COLORS[label], random);
            }
        }
        run = folder.resolve("run");
        trained = command("train", photos.toString(), "--time", "12s", "--output", run.toString());
    }

    /** One in a hundred may be damaged: it is left out by the proposal as by the run. */
    @Test
    void aDamagedImageIsLeftOutAndCounted() throws Exception {
        Path damaged = folder.resolve("damaged");
        Random random = new Random(2);
        for (int label = 0; label < CLASSES.size(); label++) {
            Path of = Files.createDirectories(damaged.resolve(CLASSES.get(label)));
            for (int i = 0; i < 40; i++) {
                write(of.resolve(i + ".jpg"), COLORS[label], random);
            }
        }
        Files.write(damaged.resolve("red/broken.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
        Result proposed = command("init", damaged.toString(), "--time", "10s");
        assertThat(proposed.exitCode()).as(proposed.err()).isZero();
        assertThat(proposed.out()).startsWith("# images: 96 training images of 3 classes");
        assertThat(proposed.err()).contains("left out 1 of 121 images");
    }

    private static void write(Path file, Color color, Random random) throws IOException {
        BufferedImage image = new BufferedImage(60 + random.nextInt(20), 50, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 12; i++) {
            graphics.setColor(i % 3 == 0 ? color : new Color(random.nextInt(0x1000000)));
            graphics.fillOval(random.nextInt(60), random.nextInt(50), 25, 25);
        }
        graphics.dispose();
        ImageIO.write(image, "jpg", file.toFile());
    }

    private static Result command(String... arguments) throws Exception {
        return DroltProcess.run(arguments);
    }

    @Test
    void trainingSaysWhatItChoseAndWhatToShip() {
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("images: 54 training images of 3 classes, 6 to 32 a class; 14 test images")
                .contains("\nmodel: cifar-resnet-20, from scratch\n")
                .contains("\nto ship: ")
                .contains(" validation images")
                .contains("run: " + run);
        RunResult result = RunResult.ofRun(run);
        ArmChoice choice = ArmChoice.read(run, result).orElseThrow();
        assertThat(choice.candidates()).hasSize(5);
        double best = choice.candidates().stream()
                .mapToDouble(ArmChoice.Candidate::accuracy)
                .max()
                .orElseThrow();
        assertThat(choice.candidates().stream()
                        .filter(candidate -> candidate.accuracy() == best)
                        .findFirst()
                        .orElseThrow()
                        .arm())
                .as("the first of the best")
                .isEqualTo(choice.arm());
        assertThat(FinishedRun.open(run).faults()).isEmpty();
    }

    @Test
    void theSameCommandTrainsNothingAnew() throws Exception {
        Result again = command("train", photos.toString(), "--time", "12s", "--output", run.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("resumes " + run + " with its recipe").doesNotContain("epoch 1");
        assertThat(again.out()).contains("to ship: ");
    }

    @Test
    void aRunOnOtherImagesIsNotTakenForThisOne() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/a"));
        Result refused = command("train", other.getParent().toString(), "--output", run.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("drolt: " + run + ": holds a run on other images than " + other.getParent()
                        + "; choose another --output\n");
    }

    @Test
    void theChosenArmClassifiesAndIsExported() throws Exception {
        String arm = ArmChoice.read(run, RunResult.ofRun(run)).orElseThrow().arm();
        Result predicted =
                command("predict", run.toString(), photos.resolve("red/0.jpg").toString());
        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        assertThat(predicted.out()).contains("0.jpg");
        assertThat(predicted.err()).contains("arm: " + arm + ", class-mean accuracy ");

        Path model = folder.resolve("model.onnx");
        Result exported = command("export", run.toString(), "--to", "onnx", "--output", model.toString());
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("wrote " + model).contains(" test images through onnxruntime");
        assertThat(exported.err()).contains("arm: " + arm + ", ");
    }

    @Test
    void aChoiceOfAnotherRunIsRefused() throws Exception {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(file, copy.resolve(run.relativize(file).toString()));
            }
        }
        Path choice = copy.resolve("choice.json");
        Files.writeString(choice, Files.readString(choice).replaceFirst("\"images\" : \\d+", "\"images\" : 1"));
        Result predicted =
                command("predict", copy.toString(), photos.resolve("red/0.jpg").toString());
        assertThat(predicted.exitCode()).isEqualTo(2);
        assertThat(predicted.err()).contains(choice.toString()).hasLineCount(1);
        assertThat(command("evaluate", copy.toString()).err()).contains(choice.toString());
    }

    @Test
    void theProposalIsARecipeThatCanBeEditedAndRun() throws Exception {
        Path recipe = folder.resolve("own.yaml");
        Result proposed = command("init", photos.toString(), "--time", "10s", "--output", recipe.toString());
        assertThat(proposed.exitCode()).as(proposed.err()).isZero();
        Result checked = command("recipes", "check", recipe.toString());
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(Files.readString(recipe)).startsWith("# images: 54 training images");
        assertThat(command("init", photos.toString(), "--time", "10s").out()).contains("\nversion: 1\n");
        assertThat(command("data", "inspect", photos.toString()).out())
                .contains("54 training images of 3 classes, 6 to 32 a class, imbalance factor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train MISSING                | MISSING: neither a recipe nor a file; recipes:
            init MISSING                 | MISSING: there is no such folder
            init PHOTOS/red              | PHOTOS/red: holds no folder of a class; make one for each class, named after it
            train PHOTOS/red             | PHOTOS/red: holds no folder of a class; make one for each class, named after it
            train PHOTOS --time 5x       | --time: '5x' is no time; write for example 90s, 30m or 4h
            train PHOTOS --time 3s       | --time: 3s must be at least 10s, for example 30m
            train PHOTOS --size 4        | --size: 4 must lie in 8..1024, for example 224
            train PHOTOS --model resnet8 | --model: no network is named 'resnet8'; did you mean 'resnet-18'?
            train PHOTOS --model resnet-10 --weights w.pth | --model: resnet-10 has no published weights to start from
            train quickstart --time 5m   | --time belongs to a folder of images, and quickstart is a recipe
            """)
    void whatCannotBeIsOneLine(String line, String message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = Stream.of(line.split(" ")).map(this::named).toArray(String[]::new);
        int code = InProcessDrolt.run(new PrintStream(out), new PrintStream(err), words);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .startsWith("drolt: ")
                .contains(named(message));
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private String named(String text) {
        return text.replace("PHOTOS", photos.toString())
                .replace("MISSING", folder.resolve("missing").toString());
    }
}
