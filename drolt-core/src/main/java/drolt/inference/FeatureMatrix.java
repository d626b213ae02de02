package drolt.inference;

import java.util.Arrays;

/**
 * Features of a set of images.
 *
 * @param values row-major [N, dimension]
 * @param labels [N]
 */
public record FeatureMatrix(float[] values, int[] labels, int dimension) {
    /** Features of one image, a copy [dimension]. */
    public float[] row(int image) {
        return Arrays.copyOfRange(values, image * dimension, (image + 1) * dimension);
    }

    /** Every so manyth image from the first on; all of them where that is 1. */
    public FeatureMatrix every(int step) {
        if (step == 1) {
            return this;
        }
        int size = (labels.length + step - 1) / step;
        float[] rows = new float[size * dimension];
        int[] ofRows = new int[size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(values, i * step * dimension, rows, i * dimension, dimension);
            ofRows[i] = labels[i * step];
        }
        return new FeatureMatrix(rows, ofRows, dimension);
    }
}
