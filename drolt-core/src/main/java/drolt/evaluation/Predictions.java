package drolt.evaluation;

import java.util.Arrays;

/**
 * What a classifier said of a set of images, as plain arrays.
 *
 * @param labels true labels [N]
 * @param predicted predicted labels [N]
 * @param confidence probability given to the predicted label [N], in [0, 1]; NaN where the classifier has none
 * @param classCount number of classes C
 */
public record Predictions(int[] labels, int[] predicted, float[] confidence, int classCount) {
    public Predictions {
        if (labels.length != predicted.length || labels.length != confidence.length) {
            throw new IllegalArgumentException("labels, predictions and confidences differ in length");
        }
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
                && Arrays.equals(confidence, that.confidence);
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
