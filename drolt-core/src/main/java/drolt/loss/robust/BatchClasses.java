package drolt.loss.robust;

import drolt.centroid.Centroids;
import drolt.data.ClassCounts;
import java.util.Arrays;

/**
 * Which classes occur in a batch, and where. Found on the host, so that only their centroids become tensors.
 *
 * @param classes those that occur, ascending [P]
 * @param rows position of each sample's class among them [B]
 * @param sizes number of samples of each [P]
 */
record BatchClasses(int[] classes, int[] rows, int[] sizes) {
    static BatchClasses of(int[] labels, int size) {
        int[] batch = Arrays.copyOf(labels, size);
        int[] classes = Arrays.stream(batch).sorted().distinct().toArray();
        int[] sizes = new int[classes.length];
        for (int sample = 0; sample < size; sample++) {
            batch[sample] = Arrays.binarySearch(classes, batch[sample]);
            sizes[batch[sample]]++;
        }
        return new BatchClasses(classes, batch, sizes);
    }

    /**
     * Weight of each class's samples together [P].
     *
     * @return summing to 1; 0 where the class has no centroid yet, and all 0 where none has
     */
    double[] classWeights(ClassTermWeighting weighting, ClassCounts counts, Centroids centroids) {
        double[] weights = new double[classes.length];
        for (int row = 0; row < weights.length; row++) {
            if (centroids.known(classes[row])) {
                int trainingCount = Math.max(counts.of(classes[row]), 1);
                weights[row] = sizes[row] * weighting.weight(sizes[row], trainingCount);
            }
        }
        double sum = Arrays.stream(weights).sum();
        for (int row = 0; row < weights.length; row++) {
            weights[row] = sum > 0 ? weights[row] / sum : 0;
        }
        return weights;
    }

    /** Weight of each sample [B]: its share of its class's weight. */
    double[] sampleWeights(double[] classWeights) {
        double[] weights = new double[rows.length];
        for (int sample = 0; sample < rows.length; sample++) {
            weights[sample] = classWeights[rows[sample]] / sizes[rows[sample]];
        }
        return weights;
    }

    /** 1 where the sample is of the class, else 0; row-major [P, B]. */
    float[] membership() {
        float[] membership = new float[Math.multiplyExact(classes.length, rows.length)];
        for (int sample = 0; sample < rows.length; sample++) {
            membership[rows[sample] * rows.length + sample] = 1;
        }
        return membership;
    }

    /**
     * Whose radius each sample gets in the released program [B], as positions among the classes.
     *
     * <p>There the masked entries come out in class order, and receive the radii of the labels in batch order: the j-th
     * sample in class order gets the radius of the j-th sample's class.
     */
    int[] scrambledRows() {
        int[] next = new int[classes.length];
        for (int row = 1; row < next.length; row++) {
            next[row] = next[row - 1] + sizes[row - 1];
        }
        int[] scrambled = new int[rows.length];
        for (int sample = 0; sample < rows.length; sample++) {
            scrambled[sample] = rows[next[rows[sample]]++];
        }
        return scrambled;
    }
}
