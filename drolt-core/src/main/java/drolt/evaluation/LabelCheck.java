package drolt.evaluation;

import drolt.data.ClassCounts;

/** What every number of this package asks of predictions. */
final class LabelCheck {
    private LabelCheck() {}

    /**
     * @throws IllegalArgumentException if there is no prediction, or a label is not in 0..C-1
     */
    static void check(Predictions predictions) {
        if (predictions.size() == 0) {
            throw new IllegalArgumentException("no predictions to evaluate");
        }
        check(predictions.labels(), predictions.classCount());
        check(predictions.predicted(), predictions.classCount());
    }

    /**
     * @throws IllegalArgumentException also if the training set has another number of classes
     */
    static void check(Predictions predictions, ClassCounts trainingCounts) {
        if (trainingCounts.classCount() != predictions.classCount()) {
            throw new IllegalArgumentException("predictions of " + predictions.classCount()
                    + " classes against a training set of " + trainingCounts.classCount());
        }
        check(predictions);
    }

    private static void check(int[] labels, int classCount) {
        for (int label : labels) {
            if (label < 0 || label >= classCount) {
                throw new IllegalArgumentException("label " + label + " among " + classCount + " classes");
            }
        }
    }
}
