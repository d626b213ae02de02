package drolt.experiment;

import drolt.evaluation.Predictions;

/**
 * The standard error of the difference between two classifiers' mean accuracies over classes, on the same images.
 *
 * <p>With {@code d} the difference (1, 0 or -1) on an image and {@code n_c} images of class c, {@code SE^2 = 1/C^2 sum_c
 * v_c / n_c}. {@code v_c = (sum d^2 + 1/2) / (n_c + 1)} is the second moment of d, drawn towards one half so that a class
 * of three images on which both agree does not count as certain.
 */
final class PairedError {
    private PairedError() {}

    static double ofClassMeans(Predictions one, Predictions other) {
        int[] images = new int[one.classCount()];
        int[] differing = new int[one.classCount()];
        for (int i = 0; i < one.size(); i++) {
            int label = one.labels()[i];
            images[label]++;
            if (one.predicted()[i] == label != (other.predicted()[i] == label)) {
                differing[label]++;
            }
        }
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < images.length; label++) {
            if (images[label] > 0) {
                sum += (differing[label] + 0.5) / (images[label] + 1) / images[label];
                classes++;
            }
        }
        return classes == 0 ? 0 : Math.sqrt(sum) / classes;
    }
}
