package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.CifarResNetConfig;
import drolt.model.LayoutChoice;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program in {@code peer.py}, which was written in PyTorch from the paper's equations, takes the steps that drolt
 * takes. Runs where {@code python3} has torch (Debian: {@code python3-torch}), and is skipped elsewhere.
 */
@ExtendWith(OneThread.class)
class PyTorchPeerTest {
    private static final int DEPTH = 14; // of 32 layers on so few images, steps blow rounding up to 1e-2 by the tenth
    private static final int WIDTH = 8;
    private static final int SIDE = 8;
    private static final int STEPS = 20;
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static final ModelConfig MODEL = new CifarResNetConfig(
            DEPTH, WIDTH, new LinearClassifierConfig(null, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);

    @TempDir
    private Path folder;

    private final ImageDataset train = TinyStage.images(1, 20, 9, 3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cross-entropy | 0.01  | {kind: cross-entropy}
            paper         | 0.005 | {kind: dro-lt, lambda: 0.5, radius: {kind: learned, initial: 1.0}}
            released      | 0.001 | {kind: dro-lt, form: released, combination: sum, crossEntropy: {weighting: count}, \
            radius: {kind: learned-raw, initial: 1.0, weightDecay: 0.0}}
            """)
    void twentyStepsAndTheTrainedNetworkAreThoseOfPyTorch(String name, double learningRate, String loss)
            throws Exception {
        String python = pythonWithTorch();
        double[] losses;
        List<double[]> logits;
        StageContext context = TinyStage.context(MODEL, train, null, Selection.LAST);
        try (Network network = MODEL.build(3, 1)) {
            TensorFile.write(folder.resolve("weights.safetensors"), network.tensors());
            losses = train(network, context, learningRate, loss);
            TensorFile.write(folder.resolve("trained.safetensors"), network.tensors());
            logits = logits(network, context);
        }
        writeCase(name, learningRate);

        List<String> printed = run(python);

        double[] expected = rows(printed, "loss").mapToDouble(row -> row[0]).toArray();
        assertThat(losses).hasSameSizeAs(expected);
        for (int step = 0; step < STEPS; step++) {
            assertThat(losses[step]).as("step %d", step + 1).isCloseTo(expected[step], within(1e-4));
        }
        List<double[]> theirs = rows(printed, "logits").toList();
        assertThat(logits).hasSameSizeAs(theirs);
        for (int row = 0; row < logits.size(); row++) {
            for (int label = 0; label < 3; label++) {
                assertThat(logits.get(row)[label]).isCloseTo(theirs.get(row)[label], within(1e-4));
            }
        }
    }

    private static String pythonWithTorch() throws InterruptedException {
        for (String python : PYTHONS) {
            try {
                Process process = new ProcessBuilder(python, "-c", "import torch, numpy")
                        .redirectErrorStream(true)
                        .start();
                process.getInputStream().readAllBytes();
                if (process.waitFor() == 0) {
                    return python;
                }
            } catch (IOException e) {
                continue; // no such program
            }
        }
        return Assumptions.abort("no python3 with torch (Debian: python3-torch): skipped");
    }

    /** Every epoch is one step on all images, in float32. */
    private double[] train(Network network, StageContext context, double learningRate, String loss) {
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            String stage = "{kind: train, epochs: " + STEPS + ", batchSize: " + train.size() + ", loss: " + loss
                    + ", optimizer: {kind: sgd, learningRate: " + learningRate
                    + ", momentum: 0.9, weightDecay: 0.0005},"
                    + " schedule: {kind: constant}}";
            return TinyStage.config(stage).run(trainer).history().stream()
                    .mapToDouble(EpochMetrics::loss)
                    .toArray();
        }
    }

    private List<double[]> logits(Network network, StageContext context) {
        List<double[]> rows = new ArrayList<>();
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout());
                NoGrad noGrad = NoGrad.open()) {
            new Evaluator(images, Precision.FLOAT32, 1).forEach(network, train, (pass, batch) -> {
                double[] all = Tensors.toDoubles(pass.logits());
                for (int row = 0; row < all.length; row += 3) {
                    rows.add(Arrays.copyOfRange(all, row, row + 3));
                }
            });
        }
        return rows;
    }

    private void writeCase(String loss, double learningRate) throws IOException {
        int[] labels = new int[train.size()];
        ByteBuffer images = ByteBuffer.allocate(labels.length * 3 * SIDE * SIDE * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        RgbImage image = new RgbImage();
        for (int at = 0; at < labels.length; at++) {
            labels[at] = train.label(at);
            train.read(at, image);
            for (int i = 0; i < image.length(); i++) { // normalised by the statistics of TinyStage's context
                images.putFloat(((image.pixels()[i] & 0xff) / 255f - 0.5f) / 0.2f);
            }
        }
        Files.write(folder.resolve("images.f32"), images.array());
        Files.writeString(
                folder.resolve("case.json"),
                "{\"loss\": \"" + loss + "\", \"labels\": " + Arrays.toString(labels) + ", \"side\": " + SIDE
                        + ", \"depth\": " + DEPTH + ", \"width\": " + WIDTH + ", \"steps\": " + STEPS
                        + ", \"learningRate\": " + learningRate + ", \"weightDecay\": 0.0005}");
    }

    private List<String> run(String python) throws IOException, InterruptedException {
        Path script = folder.resolve("peer.py");
        try (InputStream in = Objects.requireNonNull(PyTorchPeerTest.class.getResourceAsStream("peer.py"))) {
            Files.copy(in, script);
        }
        Process process = new ProcessBuilder(python, script.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    private static Stream<double[]> rows(List<String> printed, String name) {
        return printed.stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(name))
                .map(words -> Arrays.stream(words)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }
}
