package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.cli.DroltProcess.Result;
import drolt.experiment.ArmCalibration;
import drolt.experiment.FinishedRun;
import drolt.inference.Classification;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.tensor.Engine;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far {@code predict} lets its answers be trusted, on a run with validation images. */
class TrustedPredictIT {
    private static final int CLASSES = 3;
    private static final int TEST_IMAGES = 5;
    private static final String ARM = "only";
    private static final String RECIPE = """
            version: 1
            dataset: {kind: image-folders, folder: colours}
            augmentation: []
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 3, batchSize: 8}
            arms: {only: pretrain}
            """;

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path run;
    private static Path images;
    private static List<Path> files;
    private static List<Classification> said;
    private static int threads;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void trainAndAskTheLibrary() throws Exception {
        threads = Engine.threads();
        data = folder.resolve("data");
        files = new ArrayList<>();
        for (int label = 0; label < CLASSES; label++) {
            write("train", label, 24 >> label);
            write("val", label, 8);
            files.addAll(write("test", label, TEST_IMAGES));
        }
        images = data.resolve("colours/test");
        Path recipe = Files.writeString(folder.resolve("colours.yaml"), RECIPE);
        run = folder.resolve("run");
        Result trained = DroltProcess.run(
                "train", recipe.toString(), "--data", data.toString(), "--output", run.toString(), "--quiet");
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        try (ImageClassifier classifier = FinishedRun.open(run).classifier(ARM, OtherSizes.REFUSED)) {
            said = classifier.classify(files);
        }
    }

    @AfterAll
    static void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    /** Noise with more of one colour, so that it can be told, and mistaken. */
    private static List<Path> write(String split, int label, int count) throws IOException {
        List<Path> written = new ArrayList<>();
        Path of = Files.createDirectories(data.resolve("colours").resolve(split).resolve("colour " + label));
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(1000L * split.length() + 100L * label + i);
            for (int pixel = 0; pixel < 256; pixel++) {
                int bright = random.nextInt(100) << 8 * label;
                image.setRGB(pixel % 16, pixel / 16, (random.nextInt() & 0x7f7f7f) + bright);
            }
            Path file = of.resolve(i + ".png");
            assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
            written.add(file);
        }
        return written;
    }

    private int drolt(Object... arguments) {
        out.reset();
        err.reset();
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false);
        return Main.run(console, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
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

    private JsonNode json(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("predict", run, images, "--format", "json"));
        arguments.addAll(List.of(options));
        assertThat(drolt(arguments.toArray())).as("%s", told()).isZero();
        return new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private static ArmCalibration calibration() {
        return ArmCalibration.validated(FinishedRun.open(run), ARM);
    }

    @Test
    void setsAreThoseOfTheCalibrationAndGrowWithCoverage() {
        int before = 0;
        for (double coverage : new double[] {0.3, 0.6, 0.9, 0.99}) {
            PredictionSets sets = calibration().sets(coverage, CoveragePromise.POOLED);
            JsonNode root = json("--coverage", coverage);
            assertThat(root.get("coverage").doubleValue()).isEqualTo(coverage);
            assertThat(root.get("promise").stringValue()).isEqualTo("pooled");
            int members = 0;
            for (int i = 0; i < files.size(); i++) {
                JsonNode image = root.get("images").get(i);
                assertThat(image.get("image").stringValue())
                        .isEqualTo(files.get(i).toString());
                List<Integer> labels = new ArrayList<>();
                image.get("classes").forEach(one -> labels.add(one.get("label").intValue()));
                assertThat(labels)
                        .containsExactlyElementsOf(
                                Arrays.stream(sets.of(said.get(i).losses()))
                                        .boxed()
                                        .toList());
                members += labels.size();
            }
            assertThat(members).isGreaterThanOrEqualTo(before);
            before = members;
        }
        assertThat(before).isEqualTo(CLASSES * files.size()); // 24 images cannot speak for 0.99
        assertThat(told())
                .containsExactly(
                        "coverage 0.99: 3 of 3 classes are in every set, as too few validation images speak for them");
    }

    @Test
    void everyPromiseHasItsSets() {
        for (CoveragePromise promise : CoveragePromise.values()) {
            PredictionSets sets = calibration().sets(0.8, promise);
            JsonNode root = json("--coverage", 0.8, "--promise", promise.name().toLowerCase(Locale.ROOT));
            for (int i = 0; i < files.size(); i++) {
                assertThat(root.get("images").get(i).get("classes"))
                        .hasSize(sets.of(said.get(i).losses()).length);
            }
        }
    }

    @Test
    void aTableShowsTheWholeSet() {
        assertThat(drolt("predict", run, files.get(0), "--coverage", 0.99)).isZero();
        assertThat(printed().get(0)).matches("image +class +confidence +set");
        String best = said.get(0).best().name();
        assertThat(printed().get(2)).matches(".*" + best + " .*" + best + " \\d+\\.\\d%, colour \\d .*, colour \\d .*");
    }

    @Test
    void calibratedProbabilitiesAreThoseAtTheTemperature() {
        JsonNode root = json("--calibrated", "--top", 3);
        ArmCalibration calibration = calibration();
        assertThat(calibration.temperature()).isNotNull();
        assertThat(root.get("temperature").doubleValue())
                .isEqualTo(calibration.temperature().value());
        for (int i = 0; i < files.size(); i++) {
            float[] expected =
                    calibration.temperature().probabilities(said.get(i).losses());
            for (JsonNode one : root.get("images").get(i).get("classes")) {
                assertThat(one.get("probability").floatValue())
                        .isEqualTo(expected[one.get("label").intValue()]);
            }
        }
        assertThat(json().has("temperature")).isFalse();
    }

    @Test
    void belowTheThresholdItIsUnsure() {
        double threshold = said.stream()
                .mapToDouble(one -> one.best().probability())
                .sorted()
                .skip(files.size() / 2)
                .findFirst()
                .orElseThrow();
        JsonNode root = json("--threshold", threshold);
        int unsure = 0;
        for (int i = 0; i < files.size(); i++) {
            boolean expected = said.get(i).best().probability() < threshold;
            assertThat(root.get("images").get(i).get("unsure").booleanValue()).isEqualTo(expected);
            unsure += expected ? 1 : 0;
        }
        assertThat(unsure).isBetween(1, files.size() - 1);

        assertThat(drolt("predict", run, images, "--threshold", threshold)).isZero();
        assertThat(printed().stream().filter(line -> line.matches(".*png +unsure +\\d.*%.*%.*")))
                .hasSize(unsure);
        assertThat(drolt("predict", run, images, "--threshold", threshold, "--format", "csv", "--top", 1))
                .isZero();
        assertThat(printed().get(0)).isEqualTo("image,rank,label,class,probability,unsure");
        assertThat(printed().stream().filter(line -> line.endsWith(",true"))).hasSize(unsure);
    }

    @Test
    void unlikeIsTheDistanceOfTheFeatures() {
        assertThat(drolt("predict", run, images, "--unlike", "--format", "csv", "--top", 1))
                .isZero();
        assertThat(told())
                .singleElement()
                .asString()
                .matches("unlike: 95% of the validation images lie below \\d+\\.\\d\\d");
        assertThat(printed().get(0)).isEqualTo("image,rank,label,class,probability,unlike");
        for (int i = 0; i < files.size(); i++) {
            String line = printed().get(1 + i);
            double expected = calibration().unlikeness().of(said.get(i).features());
            assertThat(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                    .isCloseTo(expected, within(1e-9));
        }
        assertThat(drolt("predict", run, files.get(0), "--unlike", "--quiet")).isZero();
        assertThat(told()).isEmpty();
        assertThat(printed().get(0)).matches("image +class +confidence +unlike +then");
        String expected = String.format(
                Locale.ROOT, "%.2f", calibration().unlikeness().of(said.get(0).features()));
        assertThat(printed().get(2)).matches(".*% +" + expected + " +colour .*");
    }

    @Test
    void aLineOfJsonForEachImage() {
        JsonNode all = json("--coverage", 0.6, "--threshold", 0.5, "--unlike").get("images");
        assertThat(drolt(
                        "predict", run, images, "--coverage", 0.6, "--threshold", 0.5, "--unlike", "--format", "jsonl"))
                .isZero();
        assertThat(printed()).hasSize(files.size());
        for (int i = 0; i < files.size(); i++) {
            assertThat(new JsonMapper().readTree(printed().get(i))).isEqualTo(all.get(i));
        }
    }

    @Test
    void imagesAreNamedInListsAndOnStandardInput() throws IOException {
        assertThat(drolt("predict", run, images, "--format", "csv")).isZero();
        List<String> expected = printed();
        String names = files.stream().map(Path::toString).collect(Collectors.joining("\n"));
        Path list = Files.writeString(folder.resolve("list.txt"), names);
        assertThat(drolt("predict", run, "--list", list, "--format", "csv")).isZero();
        assertThat(printed()).isEqualTo(expected);
        InputStream own = System.in;
        System.setIn(new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(drolt("predict", run, "-", "--format", "csv")).isZero();
            assertThat(printed()).isEqualTo(expected);
        } finally {
            System.setIn(own);
        }
    }

    @Test
    void evaluateMeasuresTheSetsByShot() {
        assertThat(drolt("evaluate", run, "--data", data, "--coverage", 0.8)).isZero();
        String number = "\\d+\\.\\d";
        assertThat(printed())
                .anyMatch(line -> line.matches("arm +sets +covered +many +med +few +size +many +med +few"))
                .anyMatch(line -> line.matches("only +pooled +" + number + " +- +.*" + number + " +- +.*"))
                .contains("covered: percent of the test images whose set holds the true class, for sets that promise"
                        + " 80.0; size: classes in a set.")
                .endsWith("every number is as result.json has it");
    }

    @Test
    void everyMistakeIsOneLineAndCode2() throws IOException {
        refused("--coverage: 1.5 must lie strictly between 0 and 1, for example 0.9", "--coverage", 1.5);
        refused("--coverage: NaN must lie strictly between 0 and 1, for example 0.9", "--coverage", "NaN");
        refused("--top: a set of --coverage is as large as its promise needs;", "--coverage", 0.9, "--top", 2);
        refused("--promise: says what --coverage holds for, which is missing;", "--promise", "marginal");
        refused("--threshold: 50.0 must lie in [0, 1], for example 0.5", "--threshold", 50);
        refused(folder.resolve("no.txt") + ": there is no such list", "--list", folder.resolve("no.txt"));
        Path kept = ArmCalibration.file(run, ARM);
        Path aside = Files.move(kept, folder.resolve("aside"));
        try {
            for (String option : List.of("--coverage=0.9", "--calibrated", "--unlike")) {
                refused(kept + ": is missing, as in runs of earlier versions, or damaged; 'drolt evaluate ", option);
            }
            assertThat(drolt("predict", run, images)).isZero();
        } finally {
            Files.move(aside, kept);
        }
        assertThat(drolt("evaluate", run, "--data", data, "--coverage", 2)).isEqualTo(2);
        assertThat(told()).containsExactly("drolt: --coverage: 2.0 must lie strictly between 0 and 1, for example 0.9");
    }

    private void refused(String beginning, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("predict", run, images));
        arguments.addAll(List.of(options));
        assertThat(drolt(arguments.toArray())).isEqualTo(2);
        assertThat(told()).singleElement().asString().startsWith("drolt: " + beginning);
        assertThat(printed()).isEmpty();
    }
}
