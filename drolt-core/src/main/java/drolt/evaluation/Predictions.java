package drolt.evaluation;

import java.util.Arrays;

/**
 * What a classifier said of a set of images, as plain arrays.
 *
 * @param labels true labels [N]
 * @param predicted predicted labels [N]
 * @param confidence probability given to the predicted label [N], in [0, 1]; NaN where the classifier has none
 * @param losses cross-entropy of each image, {@code -log p} of its true label [N], at least 0; NaN where it is not known
 * @param classCount number of classes C
 */
public record Predictions(int[] labels, int[] predicted, float[] confidence, float[] losses, int classCount) {
    public Predictions {
        if (labels.length != predicted.length || labels.length != confidence.length || labels.length != losses.length) {
            throw new IllegalArgumentException("labels, predictions, confidences and losses differ in length");
        }
    }

    /** Predictions of a classifier whose losses are not known. */
    public Predictions(int[] labels, int[] predicted, float[] confidence, int classCount) {
        this(labels, predicted, confidence, unknown(labels.length), classCount);
    }

    private static float[] unknown(int size) {
        float[] losses = new float[size];
        Arrays.fill(losses, Float.NaN);
        return losses;
    }

    /** The images at some positions. */
    public Predictions only(int[] positions) {
        int size = positions.length;
        Predictions some = new Predictions(new int[size], new int[size], new float[size], new float[size], classCount);
        for (int i = 0; i < size; i++) {
            some.labels[i] = labels[positions[i]];
            some.predicted[i] = predicted[positions[i]];
            some.confidence[i] = confidence[positions[i]];
            some.losses[i] = losses[positions[i]];
        }
        return some;
    }

    public int size() {
        return labels.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions that
                && classCount == that.classCount
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(predicted, that.predicted)
                && Arrays.equals(confidence, that.confidence)
                && Arrays.equals(losses, that.losses);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(predicted);
    }

    @Override
    public String toString() {
        return "Predictions[" + size() + " of " + classCount + " classes]";
    }
}
