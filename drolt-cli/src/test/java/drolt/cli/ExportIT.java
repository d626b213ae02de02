package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.experiment.ArmPredictions;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunOptions;
import drolt.experiment.RunResult;
import drolt.experiment.StoredModel;
import drolt.export.ModelExport;
import drolt.export.ModelRunner;
import drolt.tensor.Engine;
import drolt.weights.SafetensorsFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported networks of every kind in real ONNX Runtime and in the engine's TorchScript. */
class ExportIT {
    private static final String DATA = """
            version: 1
            dataset: {kind: embedded, imagesOfLargestClass: 6, imbalanceFactor: 2, testImagesPerClass: 2}
            """;
    private static final String SMALL = DATA + """
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 32}
              scaled: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32, augmentation: [], head: scaled}
              cosine: {kind: train, after: pretrain, epochs: 1, batchSize: 32, head: fresh, classifier: {kind: cosine}}
              two-branches: {kind: bbn, after: pretrain, epochs: 1, batchSize: 16}
              experts: {kind: train, epochs: 1, batchSize: 32, experts: 3, loss: {kind: expert-product}}
              mean: {kind: nearest-mean, after: pretrain}
              dragon: {kind: sm-dragon, after: pretrain, epochs: 1}
            arms: {linear: pretrain, scaled: scaled, cosine: cosine, branches: two-branches, experts: experts, mean: mean, dragon: dragon}
            """;
    private static final String LARGE = DATA + """
            model: {kind: resnet, depth: 10, width: 8}
            stages: {pretrain: {kind: train, epochs: 1, batchSize: 32}}
            arms: {basic: pretrain}
            """;
    private static final String BOTTLENECKS = DATA + """
            model: {kind: resnet, depth: 50, width: 8, groups: 4, widthPerGroup: 16}
            stages: {pretrain: {kind: train, epochs: 1, batchSize: 32}}
            arms: {bottlenecks: pretrain}
            """;

    @TempDir
    private static Path folder;

    private static int threads;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void train() throws IOException {
        threads = Engine.threads();
        Engine.setThreads(1);
        for (Map.Entry<String, String> recipe : Map.of("small", SMALL, "large", LARGE, "bottlenecks", BOTTLENECKS)
                .entrySet()) {
            Path file = Files.writeString(folder.resolve(recipe.getKey() + ".yaml"), recipe.getValue());
            ExportIT run = new ExportIT();
            assertThat(run.drolt("train", file, "--output", run(recipe.getKey()), "--quiet"))
                    .as(run.err.toString(StandardCharsets.UTF_8))
                    .isZero();
        }
    }

    @AfterAll
    static void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    private static Path run(String name) {
        return folder.resolve("run-" + name);
    }

    private int drolt(Object... arguments) {
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        return Main.run(new ConsoleOptions(Terminal.NONE, stream(out), stream(err), false), words);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "small, linear",
        "small, scaled",
        "small, cosine",
        "small, branches",
        "small, experts",
        "small, mean",
        "large, basic",
        "bottlenecks, bottlenecks"
    })
    void onnxRuntimeSaysOfTheTestImagesWhatTheRunSaid(String name, String arm) throws Exception {
        Path onnx = folder.resolve(arm + ".onnx");
        assertThat(drolt("export", run(name), "--arm", arm, "--to", "onnx", "--output", onnx))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("test images through onnxruntime 1.");
        RunResult result = RunResult.ofRun(run(name));
        float[] confidence = ArmPredictions.read(
                        run(name), FinishedRun.open(run(name)).arm(arm))
                .orElseThrow()
                .predictions()
                .confidence();
        List<Float> largest = largestProbabilities(run(name), onnx, result);
        for (int i = 0; i < confidence.length; i++) {
            assertThat(largest.get(i)).isCloseTo(confidence[i], within(1e-3f));
        }
    }

    /** As a program does that knows nothing of drolt: one image at a time, pixels from 0 to 1. */
    private static List<Float> largestProbabilities(Path run, Path onnx, RunResult result) throws OrtException {
        ImageDataset test =
                FinishedRun.open(run, new RunOptions(folder, null, 1)).test();
        List<Float> largest = new ArrayList<>();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString())) {
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("classNames", String.join("\n", result.classNames()))
                    .containsKeys("preprocessing", "drolt.card");
            for (int i = 0; i < test.size(); i++) {
                RgbImage image = new RgbImage();
                test.read(i, image);
                int pixels = image.height() * image.width();
                float[] planes = new float[3 * pixels];
                for (int at = 0; at < 3 * pixels; at++) {
                    planes[at % 3 * pixels + at / 3] = (image.pixels()[at] & 0xFF) / 255f;
                }
                try (OnnxTensor input = OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(planes), new long[] {1, 3, image.height(), image.width()
                                });
                        OrtSession.Result answer = session.run(Map.of("image", input))) {
                    float[][] rows = (float[][])
                            answer.get("probabilities").orElseThrow().getValue();
                    float best = 0;
                    for (float probability : rows[0]) {
                        best = Math.max(best, probability);
                    }
                    largest.add(best);
                }
            }
        }
        return largest;
    }

    @ParameterizedTest
    @CsvSource({"small, linear", "small, cosine", "small, branches", "small, experts", "bottlenecks, bottlenecks"})
    void torchScriptIsWrittenBesideTheWeightsAndComputesTheSame(String name, String arm) {
        assertThat(drolt("export", run(name), "--arm", arm, "--to", "torchscript"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("test images through libtorch");
        assertThat(run(name).resolve("models/" + arm + ".pt")).isNotEmptyFile();
    }

    /** The program of docs/serve.md, compiled and run as it stands there. */
    @Test
    void theDocumentedProgramSaysWhatPredictSays() throws Exception {
        Path onnx = folder.resolve("documented.onnx");
        assertThat(drolt("export", run("small"), "--arm", "linear", "--to", "onnx", "--output", onnx))
                .isZero();
        String program = Document.read("docs/serve.md").blocks().stream()
                .filter(block -> block.startsWith("java\n"))
                .findFirst()
                .orElseThrow()
                .substring("java\n".length());
        Path source = Files.writeString(folder.resolve("Classify.java"), program);
        RunResult result = RunResult.ofRun(run("small"));
        ImageDataset test =
                FinishedRun.open(run("small"), new RunOptions(folder, null, 1)).test();
        Path png = folder.resolve("image.png");
        write(test, 3, png);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", DroltProcess.classPath(), source.toString(), onnx.toString(), png.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();

        out.reset();
        assertThat(drolt("predict", run("small"), png, "--arm", "linear", "--top", "1", "--format", "csv"))
                .isZero();
        String[] predicted =
                out.toString(StandardCharsets.UTF_8).lines().toList().get(1).split(",");
        int space = answer.lastIndexOf(' ');
        assertThat(answer.substring(0, space)).isEqualTo(predicted[3].replace("\"", ""));
        assertThat(Float.parseFloat(answer.substring(space))).isCloseTo(Float.parseFloat(predicted[4]), within(1e-3f));
    }

    private static void write(ImageDataset test, int index, Path file) throws IOException {
        RgbImage image = new RgbImage();
        test.read(index, image);
        BufferedImage written = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < image.height() * image.width(); at++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb = rgb << 8 | image.pixels()[3 * at + channel] & 0xFF;
            }
            written.setRGB(at % image.width(), at / image.width(), rgb);
        }
        assertThat(ImageIO.write(written, "png", file.toFile())).isTrue();
    }

    @Test
    void safetensorsCarriesTheCard() {
        Path file = folder.resolve("linear.safetensors");
        assertThat(drolt("export", run("small"), "--arm", "linear", "--to", "safetensors", "--output", file))
                .isZero();
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.metadata().get("drolt.card")).contains("\"classNames\"", "\"standardDeviation\"");
        }
    }

    @Test
    void aClassifierThatCannotBeExportedIsRefusedInOneLine() {
        Path onnx = folder.resolve("dragon.onnx");
        assertThat(drolt("export", run("small"), "--arm", "dragon", "--to", "onnx", "--output", onnx))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("cannot be exported");
        assertThat(onnx).doesNotExist();
    }

    @Test
    void aFileThatComputesOtherwiseIsNotLeftBehind() {
        Path onnx = folder.resolve("wrong.onnx");
        ModelRunner right = new OnnxRuntimeRunner();
        ModelRunner wrong = new ModelRunner() {
            @Override
            public String name() {
                return "a wrong one";
            }

            @Override
            public float[] logits(Path file, float[] images, long... shape) {
                float[] logits = right.logits(file, images, shape);
                logits[logits.length - 1] += 0.01f;
                return logits;
            }
        };
        try (StoredModel model = StoredModel.open(run("small"), "linear")) {
            ModelExport export = new ModelExport(model, Optional.empty());
            assertThatThrownBy(() -> export.onnx(onnx, wrong))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("logits differ by 0.01");
            assertThat(onnx).doesNotExist();
            assertThat(export.onnx(onnx, right).imagesOfRun()).isFalse();
            assertThat(onnx).isNotEmptyFile();
        }
    }
}
