package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.evaluation.Predictions;
import drolt.experiment.ArmPredictions;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.tensor.Engine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run on photographs of differing sizes, whose data is gone, applied to its test images and to what is none. */
class PredictIT {
    private static final List<String> CLASSES = List.of("-x", "a, b", "say \"hi\"");
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]+)");
    private static final String RECIPE = """
            version: 1
            dataset: {kind: image-folders, folder: odd}
            augmentation: [{kind: random-resized-crop, size: 16}]
            testView: [{kind: resize, size: 20}, {kind: center-crop, size: 16}]
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 16}
              more: {kind: train, after: pretrain, epochs: 1, batchSize: 16}
            arms: {first: pretrain, second one: more}
            """;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path images;
    private static int threads;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void trainAndTakeTheDataAway() throws Exception {
        threads = Engine.threads();
        Path data = folder.resolve("data");
        for (String part : List.of("train", "test")) {
            for (int label = 0; label < CLASSES.size(); label++) {
                for (int i = 0; i < 6; i++) {
                    Path of = Files.createDirectories(
                            data.resolve("odd").resolve(part).resolve(CLASSES.get(label)));
                    write(of.resolve(i + ".png"), label, 20 + 3 * i, 24 + label);
                }
            }
        }
        Path recipe = Files.writeString(folder.resolve("odd.yaml"), RECIPE);
        run = folder.resolve("run");
        Result trained = DroltProcess.run(
                "train", recipe.toString(), "--data", data.toString(), "--output", run.toString(), "--quiet");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        images = Files.move(data.resolve("odd/test"), folder.resolve("new images"));
        try (var rest = Files.walk(data)) {
            for (Path path : rest.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }

    @AfterAll
    static void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    private static void write(Path file, int label, int height, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(label * 100L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (0xff << (8 * label)) & random.nextInt());
            }
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    private int predict(Object... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("predict"));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false);
        return Main.run(console, all.toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> told() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Folders of the classes, in the order in which the run's test images stand. */
    private static Path ofClass(int label) {
        return images.resolve(CLASSES.get(label));
    }

    private static List<String> fields(String line) {
        return FIELD.matcher(line)
                .results()
                .map(field ->
                        field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""))
                .toList();
    }

    private static Predictions said(String arm) {
        ArmResult result = FinishedRun.open(run).arm(arm);
        return ArmPredictions.read(run, result).orElseThrow().predictions();
    }

    @ParameterizedTest
    @CsvSource({"first", "second one"})
    void csvHoldsToTheBitWhatTheRunSaid(String arm) {
        assertThat(predict(run, ofClass(0), ofClass(1), ofClass(2), "--arm", arm, "--format", "csv", "--top", "1"))
                .isZero();
        assertThat(told()).isEmpty();
        List<String> lines = printed();
        assertThat(lines.get(0)).isEqualTo("image,rank,label,class,probability");
        Predictions said = said(arm);
        assertThat(lines).hasSize(1 + said.size());
        for (int i = 0; i < said.size(); i++) {
            List<String> fields = fields(lines.get(1 + i));
            int label = said.predicted()[i];
            assertThat(fields.subList(0, 4))
                    .containsExactly(
                            ofClass(i / 6).resolve(i % 6 + ".png").toString(),
                            "1",
                            Integer.toString(label),
                            CLASSES.get(label));
            assertThat(Float.parseFloat(fields.get(4))).isEqualTo(said.confidence()[i]);
        }
    }

    @Test
    void jsonHoldsWhatCsvHolds() {
        assertThat(predict(run, images, "--arm", "first", "--format", "csv")).isZero();
        List<List<String>> rows =
                printed().stream().skip(1).map(PredictIT::fields).toList();
        assertThat(predict(run, images, "--arm", "first", "--format", "json")).isZero();
        JsonNode root = new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(root.get("formatVersion").intValue()).isEqualTo(1);
        assertThat(root.get("arm").stringValue()).isEqualTo("first");
        List<List<String>> found = new ArrayList<>();
        for (JsonNode image : root.get("images")) {
            int rank = 1;
            for (JsonNode one : image.get("classes")) {
                found.add(List.of(
                        image.get("image").stringValue(),
                        Integer.toString(rank++),
                        one.get("label").toString(),
                        one.get("name").stringValue(),
                        Float.toString(one.get("probability").floatValue())));
            }
        }
        assertThat(found).isEqualTo(rows).hasSize(18 * 3);
    }

    @Test
    void theTableNamesTheLastArmWhereNoneIsChosen() {
        Path one = ofClass(1).resolve("0.png");
        assertThat(predict(run, one)).isZero();
        assertThat(told()).containsExactly("arm: second one, the last of 2; --arm chooses another");
        String percent = "\\d+\\.\\d%";
        assertThat(printed().get(0)).matches("image +class +confidence +then");
        assertThat(printed().get(2))
                .startsWith(one + "   ")
                .matches(".* +" + percent + " +.* " + percent + ", .* " + percent);
        assertThat(predict(run, one, "--top", "1", "--quiet")).isZero();
        assertThat(told()).isEmpty();
        assertThat(printed().get(0)).matches("image +class +confidence");
    }

    @Test
    void aFileIsWrittenInsteadOfPrinting() throws IOException {
        Path file = folder.resolve("tables/out.csv");
        assertThat(predict(run, images, "--arm", "first", "--format", "csv")).isZero();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(predict(run, images, "--arm", "first", "--format", "csv", "--output", file))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(text.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void oneThatCannotBeUsedIsALineAndTheOthersAreClassifiedInTheirOrder() throws IOException {
        Path sound = ofClass(2).resolve("3.png");
        Path other = ofClass(0).resolve("1.png");
        Path text = Files.writeString(folder.resolve("words.png"), "no image");
        Path gone = folder.resolve("gone.jpg");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(predict(run, sound, text, gone, empty, other, "--arm", "first", "--format", "csv", "--top", "1"))
                .isEqualTo(2);
        assertThat(printed().stream().skip(1).map(line -> fields(line).get(0)))
                .containsExactly(sound.toString(), other.toString());
        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("drolt: " + empty + ": holds no image (jpg, jpeg, png,"),
                        line -> assertThat(line)
                                .startsWith(
                                        "drolt: " + text
                                                + ": is no JPEG, PNG, WebP, BMP, GIF or TIFF image, whatever its name says; give the model another image"),
                        line -> assertThat(line).startsWith("drolt: " + gone + ": cannot be read ("));
    }

    @Test
    void aFolderIsSearchedAndWhatIsNoImageIsCounted() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed/deep"));
        write(mixed.resolve("z.PNG"), 0, 30, 30);
        write(mixed.getParent().resolve("a.png"), 1, 21, 40);
        Files.writeString(mixed.resolve("notes.txt"), "no image");
        Files.createDirectories(mixed.resolve(".hidden"));
        assertThat(predict(run, mixed.getParent(), "--arm", "first", "--format", "csv", "--top", "1"))
                .isZero();
        assertThat(printed().stream().skip(1).map(line -> fields(line).get(0)))
                .containsExactly(
                        mixed.getParent().resolve("a.png").toString(),
                        mixed.resolve("z.PNG").toString());
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith(mixed.getParent() + ": left out 2 entries, hidden or no image; for example deep");
    }

    @Test
    void everyMistakeIsOneLineAndCode2() throws IOException {
        Path sound = ofClass(0).resolve("0.png");
        byte[] bytes = Files.readAllBytes(sound);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
        refused(cut + ": is a damaged image (", run, cut, "--arm", "first");
        refused(folder + ": is not a run's folder (no run.json in it)", folder, sound);
        refused(run + ": no arm is named 'frist'; did you mean 'first'?", run, sound, "--arm", "frist");
        refused("--top: 0 must be at least 1, for example 3", run, sound, "--top", "0");
        refused("missing required parameter: '<image>'", run);
        Path empty = Files.createDirectories(folder.resolve("nothing"));
        Path output = folder.resolve("not-written.csv");
        refused(empty + ": holds no image (", run, empty, "--arm", "first", "--output", output);
        refused(cut + ": is a damaged image (", run, cut, "--arm", "first", "--output", output);
        assertThat(output).doesNotExist();
    }

    private void refused(String beginning, Object... arguments) {
        assertThat(predict(arguments)).isEqualTo(2);
        assertThat(told()).singleElement().asString().startsWith("drolt: " + beginning);
        assertThat(printed()).isEmpty();
    }

    /** As if the network had been measured on larger images than the view gives. */
    @Test
    void anImageOfAnotherSizeNeedsTheOption() throws IOException {
        Path card = run.resolve("models/first.json");
        String text = Files.readString(card);
        Path sound = ofClass(0).resolve("0.png");
        try {
            Files.writeString(card, TinyRun.unsealed(text.replaceAll("\"(height|width)\" : 16", "\"$1\" : 24")));
            refused(
                    sound
                            + ": has 16 x 16 pixels, width by height, behind the run's testView and the model takes 24 x 24;",
                    run,
                    sound,
                    "--arm",
                    "first");
            assertThat(predict(run, sound, "--arm", "first", "--resize")).isZero();
            assertThat(told()).isEmpty();
        } finally {
            Files.writeString(card, text);
        }
    }
}
