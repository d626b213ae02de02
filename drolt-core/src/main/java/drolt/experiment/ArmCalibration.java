package drolt.experiment;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.evaluation.Predictions;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.Engine;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import drolt.trust.Temperature;
import drolt.trust.Unlikeness;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells how far an arm can be trusted on new images: what it said of the validation images, the temperature that fits
 * these, and where the features of the training images lie.
 *
 * <p>Kept in {@code calibration/ARM.safetensors}. V validation images, none where the run had no such split; C classes;
 * features of D numbers:
 *
 * <pre>
 * validation.label        int64 [V]      true labels
 * validation.predicted    int64 [V]      labels that the arm gives
 * validation.confidence   float32 [V]    probability of the predicted label
 * validation.loss         float32 [V]    -log of the probability of the true label
 * validation.unlike       float32 [V]    {@link Unlikeness}
 * temperature             float64 [1]    {@link Temperature}; [0] without validation images
 * train.centroid          float32 [C, D] mean feature of each class's training images, unaugmented; else zeros
 * train.scatter           float64 [C]    sum of their squared distances to it
 * train.count             int64 [C]      their number
 * </pre>
 *
 * @param validation what the arm said of the validation images; may be empty
 * @param unlike of the same images
 * @param temperature null without validation images
 * @param training features of the training images
 */
public record ArmCalibration(
        Predictions validation, float[] unlike, @Nullable Temperature temperature, FeatureStatistics training) {
    /** Refuses parts that do not belong together. */
    public ArmCalibration {
        if (unlike.length != validation.size()
                || validation.classCount() != training.classCount()
                || (temperature == null) != (validation.size() == 0)) {
            throw new IllegalArgumentException("the parts of a calibration are not of the same images");
        }
    }

    /** Where a run keeps that of an arm. */
    public static Path file(Path run, String arm) {
        return run.resolve("calibration").resolve(ExperimentConfig.fileName(arm) + ".safetensors");
    }

    /**
     * That of a run's arm.
     *
     * @throws ConfigException in one line if the run keeps none, or the arm is unknown
     */
    public static ArmCalibration of(FinishedRun run, String arm) {
        return read(run.folder(), run.arm(arm))
                .orElseThrow(() -> new ConfigException(file(run.folder(), arm)
                        + ": is missing, as in runs of earlier versions, or damaged; 'drolt evaluate " + run.folder()
                        + " --coverage 0.9' makes it, if the run has validation images"));
    }

    /**
     * That of a run's arm, with validation images.
     *
     * @throws ConfigException in one line if the run keeps none, or had no validation images
     */
    public static ArmCalibration validated(FinishedRun run, String arm) {
        ArmCalibration calibration = of(run, arm);
        if (calibration.validation.size() == 0) {
            throw withoutValidation(run.folder());
        }
        return calibration;
    }

    static ConfigException withoutValidation(Path run) {
        return new ConfigException(
                run + ": had no validation images to calibrate on; train a run with them, for example"
                        + " --set dataset.validationShare=0.1");
    }

    /** Sets of classes that hold the true one this often. */
    public PredictionSets sets(double coverage, CoveragePromise promise) {
        return PredictionSets.calibrated(validation, ClassCounts.of(training.counts()), coverage, promise);
    }

    /** How unlike what was trained on an image is. */
    public Unlikeness unlikeness() {
        return new Unlikeness(training);
    }

    /**
     * What so many of the validation images are at most as unlike as.
     *
     * @param share in [0, 1]
     */
    public double usualUnlikeness(double share) {
        float[] sorted = unlike.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * Writes it.
     *
     * @param weights SHA-256 (hex) of the model
     */
    void write(Path file, String weights) {
        int classes = training.classCount();
        int dimension = training.dimension();
        float[] centroids = new float[Math.multiplyExact(classes, dimension)];
        for (int at = 0; at < centroids.length; at++) {
            centroids[at] = (float) training.centroids()[at / dimension][at % dimension];
        }
        List<StoredTensor> tensors = List.of(
                SealedTensors.longs("validation.label", validation.labels()),
                SealedTensors.longs("validation.predicted", validation.predicted()),
                SealedTensors.floats("validation.confidence", validation.confidence(), validation.size()),
                SealedTensors.floats("validation.loss", validation.losses(), validation.size()),
                SealedTensors.floats("validation.unlike", unlike, unlike.length),
                SealedTensors.doubles(
                        "temperature", temperature == null ? new double[0] : new double[] {temperature.value()}),
                SealedTensors.floats("train.centroid", centroids, classes, dimension),
                SealedTensors.doubles("train.scatter", training.scatter()),
                SealedTensors.longs("train.count", training.counts()));
        SealedTensors.write(file, tensors, weights, Map.of());
    }

    /** Measures anew what a finished run keeps damaged; what it does not keep stays away. */
    static void mend(Path run, RunResult result, ExperimentConfig config, ExperimentData data, RunOptions options) {
        List<ArmResult> damaged = result.arms().stream()
                .filter(arm ->
                        Files.exists(file(run, arm.name())) && read(run, arm).isEmpty())
                .toList();
        if (damaged.isEmpty()) {
            return;
        }
        Engine.setThreads(result.environment().threads());
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, result.environment(), options.loaderThreads())) {
            damaged.forEach(arm -> evaluator
                    .calibrate(arm.name(), ArmNetwork.file(run, arm), arm.weights())
                    .write(file(run, arm.name()), arm.weights()));
        }
    }

    /** Reads what a run kept; empty where it kept nothing, or nothing whole, of these weights. */
    static Optional<ArmCalibration> read(Path run, ArmResult arm) {
        return SealedTensors.read(file(run, arm.name()), arm.weights(), ArmCalibration::read);
    }

    private static ArmCalibration read(SafetensorsFile file) {
        int[] counts = SealedTensors.integers(file.tensor("train.count"));
        double[] scatter = SealedTensors.doubles(file.tensor("train.scatter"));
        StoredTensor centroids = file.tensor("train.centroid");
        Predictions validation = new Predictions(
                SealedTensors.integers(file.tensor("validation.label")),
                SealedTensors.integers(file.tensor("validation.predicted")),
                SealedTensors.numbers(file.tensor("validation.confidence")),
                SealedTensors.numbers(file.tensor("validation.loss")),
                counts.length);
        if (centroids.shape().length != 2
                || centroids.shape()[0] != counts.length
                || centroids.shape()[1] == 0
                || scatter.length != counts.length
                || Arrays.stream(counts).noneMatch(count -> count > 0)
                || Arrays.stream(validation.labels()).anyMatch(label -> label < 0 || label >= counts.length)) {
            throw new IllegalArgumentException("labels, centroids and counts are not of the same classes");
        }
        double[] temperature = SealedTensors.doubles(file.tensor("temperature"));
        return new ArmCalibration(
                validation,
                SealedTensors.numbers(file.tensor("validation.unlike")),
                temperature.length == 0 ? null : new Temperature(temperature[0]),
                new FeatureStatistics(
                        rows(SealedTensors.numbers(centroids), counts.length), scatter, counts, Optional.empty()));
    }

    private static double[][] rows(float[] values, int rows) {
        double[][] matrix = new double[rows][values.length / rows];
        for (int at = 0; at < values.length; at++) {
            matrix[at / matrix[0].length][at % matrix[0].length] = values[at];
        }
        return matrix;
    }
}
