package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.configuration.InvalidValueException;
import drolt.data.PixelStatistics;
import drolt.inference.ImageInput;
import drolt.inference.OtherSizes;
import drolt.io.Json;
import drolt.io.RecordFiles;
import drolt.recipe.ExperimentConfig;
import drolt.training.ShownSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * {@code models/ARM.json}: what a program needs beside an arm's weights to classify images with them, without the data.
 * Programs may rely on its keys; what changes their meaning raises {@code formatVersion}.
 *
 * <p>It stands beside the weights and not in their file's metadata, because that file is the last stage's to the byte: by
 * its digest one tells whether two runs have one network.
 *
 * @param file name of the weights' file, in the same folder
 * @param weights SHA-256 (hex) of it
 * @param classNames in label order
 * @param height of an image as the network sees it, in pixels
 * @param width of it
 * @param mean red, green, blue of pixels scaled to [0, 1]; what normalisation subtracts
 * @param standardDeviation red, green, blue; what normalisation divides by, afterwards
 * @param testView transforms that show an image to the network, in order; empty: as it is
 * @param model the network with the arm's classifier, as a recipe has it
 * @param environment in which it was trained and measured
 * @param run fingerprint of the run
 * @param drolt version that made the run
 */
public record ModelCard(
        int formatVersion,
        String arm,
        String file,
        String weights,
        List<String> classNames,
        int height,
        int width,
        List<Float> mean,
        List<Float> standardDeviation,
        JsonNode testView,
        JsonNode model,
        Environment environment,
        String recipe,
        String run,
        String drolt) {
    static final int FORMAT_VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ModelCard.class);
    private static final RecordFiles FILES = Json.files("the command that made the run writes it anew");
    private static final long MOST_PIXELS = 1L << 26;

    /** Refuses files that lack a part. */
    public ModelCard {
        Objects.requireNonNull(arm, "arm");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(weights, "weights");
        classNames = List.copyOf(Objects.requireNonNull(classNames, "classNames"));
        mean = List.copyOf(Objects.requireNonNull(mean, "mean"));
        standardDeviation = List.copyOf(Objects.requireNonNull(standardDeviation, "standardDeviation"));
        Objects.requireNonNull(testView, "testView");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(environment, "environment");
        if (height < 1 || width < 1 || (long) height * width > MOST_PIXELS) {
            throw new InvalidValueException("height and width", height + " x " + width, "is no size of an image");
        }
        if (mean.size() != 3 || standardDeviation.size() != 3) {
            throw new InvalidValueException("mean and standardDeviation", mean.size(), "must be numbers of 3 colours");
        }
        statistics(mean, standardDeviation); // refuses what is none
    }

    private static ModelCard of(
            RunResult result, ExperimentConfig config, ArmResult arm, ShownSize size, PixelStatistics statistics) {
        String last = Objects.requireNonNull(config.arms().get(arm.name()));
        return new ModelCard(
                FORMAT_VERSION,
                arm.name(),
                arm.model().substring(arm.model().lastIndexOf('/') + 1),
                arm.weights(),
                result.classNames(),
                size.height(),
                size.width(),
                list(statistics.mean()),
                list(statistics.standardDeviation()),
                Json.tree(ConfigWriter.canonicalJson(config.view())),
                Json.tree(ConfigWriter.canonicalJson(config.modelAfter(last))),
                result.environment(),
                result.recipe(),
                result.fingerprint(),
                result.versions().drolt());
    }

    private static List<Float> list(float[] values) {
        return List.of(values[0], values[1], values[2]);
    }

    private static float[] array(List<Float> values) {
        return new float[] {values.get(0), values.get(1), values.get(2)};
    }

    /** Where a run keeps that of an arm. */
    static Path file(Path run, ArmResult arm) {
        return run.resolve(arm.model().replaceFirst("\\.safetensors$", ".json"));
    }

    /** Writes those of a run that are not there or do not belong to its weights. */
    static void complete(Path run, RunResult result, ExperimentConfig config, ExperimentData data) {
        List<ArmResult> missing =
                result.arms().stream().filter(arm -> !isWritten(run, arm)).toList();
        if (missing.isEmpty()) {
            return;
        }
        ShownSize size = ShownSize.of(data.test(), config.view());
        missing.forEach(arm -> FILES.write(file(run, arm), of(result, config, arm, size, data.statistics())));
    }

    private static boolean isWritten(Path run, ArmResult arm) {
        if (!Files.exists(file(run, arm))) {
            return false;
        }
        try {
            read(run, arm);
            return true;
        } catch (ConfigException e) {
            LOG.warn("{}", e.getMessage());
            return false;
        }
    }

    /**
     * Reads that of an arm.
     *
     * @throws ConfigException if it is missing, damaged or belongs to other weights
     */
    static ModelCard read(Path run, ArmResult arm) {
        Path file = file(run, arm);
        if (!Files.exists(file)) {
            throw new ConfigException(
                    file + ": is missing; the command that made the run writes it, and trains nothing anew");
        }
        ModelCard card = FILES.read(file, ModelCard.class);
        if (!card.weights.equals(arm.weights())) {
            throw new ConfigException(
                    file + ": belongs to other weights than those of the run; the command that made the"
                            + " run writes it anew");
        }
        return card;
    }

    /** What normalises pixels that are scaled to [0, 1]. */
    PixelStatistics statistics() {
        return statistics(mean, standardDeviation);
    }

    private static PixelStatistics statistics(List<Float> mean, List<Float> standardDeviation) {
        return new PixelStatistics(array(mean), array(standardDeviation));
    }

    /** The card as one line of JSON, with the keys of the run's {@code models/ARM.json}. */
    public String json() {
        return Json.line(this);
    }

    /** What an image must become for the network; the view is that of the recipe. */
    ImageInput input(List<TransformConfig> view, OtherSizes otherSizes) {
        return new ImageInput(TransformConfig.buildAll(view), height, width, statistics(), otherSizes);
    }
}
