package drolt.export;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.PixelStatistics;
import drolt.experiment.ModelCard;
import drolt.experiment.StoredModel;
import drolt.graph.GraphBuilder;
import drolt.graph.NetworkGraph;
import drolt.graph.Operation;
import drolt.graph.Weight;
import drolt.io.AtomicFiles;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.ScriptModule;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Writes an arm's network for other programs, and checks the file: images go through it and through the run's own network
 * in float32, and where a logit differs by more than 1e-4 of the largest one, nothing is left behind.
 */
public final class ModelExport {
    private static final double TOLERANCE = 1e-4;
    private static final String CARD = "drolt.card";

    private final StoredModel model;
    private final CheckImages images;

    /**
     * Prepares exports of a model, which stays the caller's.
     *
     * @param test the run's test images, for the check; empty: random ones
     */
    public ModelExport(StoredModel model, Optional<ImageDataset> test) {
        this.model = model;
        images = CheckImages.of(model, test);
    }

    /**
     * Writes ONNX.
     *
     * @param target the file to make or to replace
     * @param runner a program that computes with it
     * @throws ConfigException if the network cannot be exported, the file cannot be written, or it computes otherwise
     */
    public ExportReport onnx(Path target, ModelRunner runner) {
        ModelCard card = model.card();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("classNames", String.join("\n", card.classNames()));
        metadata.put(
                "preprocessing",
                String.format(
                        Locale.ROOT,
                        "RGB, %d x %d pixels (width x height), values from 0 to 1; normalisation is part of the network",
                        card.width(),
                        card.height()));
        metadata.put(CARD, card.json());
        byte[] bytes = OnnxModel.of(graph(), card.drolt(), metadata);
        return checked(target, runner, file -> Files.write(file, bytes));
    }

    /** Writes TorchScript; as {@link #onnx}. */
    public ExportReport torchScript(Path target) {
        NetworkGraph graph = graph();
        return checked(target, new TorchScriptRunner(), file -> {
            try (StepScope scope = StepScope.open()) {
                Map<String, Tensor> buffers = new LinkedHashMap<>();
                for (Weight weight : graph.weights()) {
                    long[] shape =
                            weight.shape().stream().mapToLong(Long::longValue).toArray();
                    buffers.put(TorchScriptSource.identifier(weight.name()), Tensors.floats(weight.values(), shape));
                }
                try (ScriptModule module = ScriptModule.compile(TorchScriptSource.of(graph), buffers)) {
                    module.save(file, Map.of("card.json", model.card().json()));
                }
            }
        });
    }

    /** Copies the weights with the card in the file's metadata, under the key {@code drolt.card}. Returns the target. */
    public Path safetensors(Path target) {
        try (SafetensorsFile file = SafetensorsFile.open(model.weights())) {
            List<StoredTensor> tensors = new ArrayList<>();
            file.tensors().forEach(tensors::add);
            SafetensorsFile.write(target, tensors, Map.of(CARD, model.card().json()));
        }
        return target;
    }

    private NetworkGraph graph() {
        ModelCard card = model.card();
        PixelStatistics statistics = model.statistics();
        GraphBuilder graph = new GraphBuilder();
        String mean = graph.weight("mean", statistics.mean(), 1, 3, 1, 1);
        String deviation = graph.weight("standardDeviation", statistics.standardDeviation(), 1, 3, 1, 1);
        String normalized = graph.node("normalized", new Operation.Normalize(), NetworkGraph.IMAGE, mean, deviation);
        model.network().classifier().emit(graph, model.network().backbone().emit(graph, normalized));
        graph.node(NetworkGraph.PROBABILITIES, new Operation.Softmax(), NetworkGraph.LOGITS);
        return graph.build(card.height(), card.width(), card.classNames().size());
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface FileWriter {
        void write(Path file) throws IOException;
    }

    /** The target appears when the check has passed. */
    private ExportReport checked(Path target, ModelRunner runner, FileWriter writer) {
        Path candidate = null;
        try {
            candidate = Files.createTempFile("drolt-export", ".tmp");
            writer.write(candidate);
            double difference = difference(candidate, runner);
            AtomicFiles.copy(candidate, target);
            return new ExportReport(
                    target, Files.size(target), images.size(), images.ofRun(), difference, runner.name());
        } catch (IOException e) {
            Path place = candidate == null ? Path.of(System.getProperty("java.io.tmpdir")) : candidate;
            throw new ConfigException("cannot write " + place + ": " + AtomicFiles.reason(place, e), e);
        } finally {
            delete(candidate);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private double difference(Path file, ModelRunner runner) {
        ModelCard card = model.card();
        long[] shape = {images.size(), 3, card.height(), card.width()};
        float[] expected = logits(shape);
        float[] actual = runner.logits(file, images.values(), shape);
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        if (actual.length != expected.length || !(difference <= TOLERANCE * largest)) {
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "the exported file does not compute what the run's network does: logits differ by %.3g in %s;"
                            + " nothing was written",
                    difference,
                    runner.name()));
        }
        return difference;
    }

    private float[] logits(long[] shape) {
        PixelStatistics statistics = model.statistics();
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            Tensor mean = Tensors.floats(statistics.mean(), 1, 3, 1, 1);
            Tensor deviation = Tensors.floats(statistics.standardDeviation(), 1, 3, 1, 1);
            Tensor pixels = Tensors.floats(images.values(), shape).sub(mean).div(deviation);
            return Tensors.toFloats(
                    model.network().forward(pixels, false, Precision.FLOAT32).logits());
        }
    }
}
