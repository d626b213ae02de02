package drolt.experiment;

import drolt.evaluation.BalancedSample;
import drolt.evaluation.Predictions;
import drolt.inference.Evaluation;
import drolt.inference.FeatureMatrix;
import drolt.recipe.ExperimentConfig;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an arm said of every test image, and the features of some: what a report needs beside {@code result.json}.
 *
 * <p>Kept in {@code predictions/ARM.safetensors}, which any reader of that format opens. N test images in the data
 * set's order, S of them sampled, features of D numbers:
 *
 * <pre>
 * labels           int64 [N]      true labels
 * predicted        int64 [N]      labels that the arm's classifier gives
 * confidence       float32 [N]    probability of the predicted label
 * loss             float32 [N]    cross-entropy: -log of the probability of the true label; not in older files
 * sample           int64 [S]      positions of the sampled images, rising
 * features         float32 [S, D] their features, before the classifier
 * </pre>
 *
 * <p>Its metadata holds {@code weights}, the SHA-256 of the model's file, {@code classes}, their number, and {@code
 * sha256}, that of the bytes of the tensors in the order of their names; files of earlier versions have none.
 *
 * @param sample positions of the sampled images in the test set, rising
 * @param features of these
 */
public record ArmPredictions(Predictions predictions, int[] sample, FeatureMatrix features) {
    /** Images sampled at most. */
    public static final int MOST_SAMPLED = 1500;

    private static final String CLASSES = "classes";

    /** Predictions for a whole test set. */
    static ArmPredictions of(Evaluation evaluation) {
        Predictions predictions = evaluation.predictions();
        FeatureMatrix all = evaluation.features();
        int[] sample = BalancedSample.of(predictions.labels(), predictions.classCount(), MOST_SAMPLED);
        int dimension = all.dimension();
        float[] rows = new float[sample.length * dimension];
        int[] labels = new int[sample.length];
        for (int i = 0; i < sample.length; i++) {
            System.arraycopy(all.values(), sample[i] * dimension, rows, i * dimension, dimension);
            labels[i] = predictions.labels()[sample[i]];
        }
        return new ArmPredictions(predictions, sample, new FeatureMatrix(rows, labels, dimension));
    }

    /** Where a run keeps those of an arm. */
    public static Path file(Path run, String arm) {
        return run.resolve("predictions").resolve(ExperimentConfig.fileName(arm) + ".safetensors");
    }

    /**
     * Writes them.
     *
     * @param weights SHA-256 (hex) of the model that said it
     */
    void write(Path file, String weights) {
        List<StoredTensor> tensors = List.of(
                SealedTensors.longs("labels", predictions.labels()),
                SealedTensors.longs("predicted", predictions.predicted()),
                SealedTensors.floats("confidence", predictions.confidence(), predictions.size()),
                SealedTensors.floats("loss", predictions.losses(), predictions.size()),
                SealedTensors.longs("sample", sample),
                SealedTensors.floats("features", features.values(), sample.length, features.dimension()));
        SealedTensors.write(file, tensors, weights, Map.of(CLASSES, String.valueOf(predictions.classCount())));
    }

    /** Reads what a run kept; empty where it kept nothing, or nothing whole, of these weights. */
    public static Optional<ArmPredictions> read(Path run, ArmResult arm) {
        return SealedTensors.read(file(run, arm.name()), arm.weights(), ArmPredictions::read);
    }

    private static ArmPredictions read(SafetensorsFile file) {
        int[] labels = SealedTensors.integers(file.tensor("labels"));
        int classes = Integer.parseInt(file.metadata().getOrDefault(CLASSES, ""));
        int[] predicted = SealedTensors.integers(file.tensor("predicted"));
        float[] confidence = SealedTensors.numbers(file.tensor("confidence"));
        boolean hasLosses =
                file.tensors().stream().anyMatch(tensor -> tensor.name().equals("loss"));
        Predictions predictions = hasLosses
                ? new Predictions(labels, predicted, confidence, SealedTensors.numbers(file.tensor("loss")), classes)
                : new Predictions(labels, predicted, confidence, classes);
        int[] sample = SealedTensors.integers(file.tensor("sample"));
        StoredTensor features = file.tensor("features");
        if (features.shape().length != 2
                || features.shape()[0] != sample.length
                || !Arrays.stream(sample).allMatch(position -> position >= 0 && position < labels.length)
                || !isOf(classes, labels)
                || !isOf(classes, predictions.predicted())) {
            throw new IllegalArgumentException("labels or positions of the sample lie outside the data");
        }
        int[] sampleLabels =
                Arrays.stream(sample).map(position -> labels[position]).toArray();
        return new ArmPredictions(
                predictions, sample, new FeatureMatrix(SealedTensors.numbers(features), sampleLabels, (int)
                        features.shape()[1]));
    }

    private static boolean isOf(int classes, int[] labels) {
        return Arrays.stream(labels).allMatch(label -> label >= 0 && label < classes);
    }
}
