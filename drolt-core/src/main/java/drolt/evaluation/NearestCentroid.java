package drolt.evaluation;

import drolt.data.ClassCounts;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Classifies features by the nearest class mean. Immutable.
 *
 * <p>Classes without training samples have no mean and are never predicted. Of equally near classes the lowest label
 * wins; a feature with a NaN goes to the lowest label that has samples. Computed in doubles, each feature by itself and in one fixed
 * order, so neither the number of threads nor the batch changes a result.
 *
 * <p>Source: Mensink et al., Distance-Based Image Classification, 2013.
 */
public final class NearestCentroid {
    /** Features that share a pass over the centroids. */
    private static final int ROWS = 32;
    /** Centroids, and dimensions of them, that stay in the fastest cache (32 KiB) while those features pass. */
    private static final int COLUMNS = 128;

    private static final int DEPTH = 32;

    private final int dimension;
    private final int classCount;
    /** Labels that have samples, increasing; a column is a position in it. */
    private final int[] labels;
    /** Constant part of a column's score. */
    private final double[] offsets;
    /** Directions by panels of {@link #COLUMNS} columns; in a panel dimension by dimension: [D][panel's width]. */
    private final double[][] panels;

    private NearestCentroid(double[][] directions, double[] offsets, int[] labels, int classCount) {
        this.dimension = directions[0].length;
        this.classCount = classCount;
        this.labels = labels;
        this.offsets = offsets;
        this.panels = new double[(labels.length + COLUMNS - 1) / COLUMNS][];
        for (int panel = 0; panel < panels.length; panel++) {
            int first = panel * COLUMNS;
            int width = Math.min(COLUMNS, labels.length - first);
            double[] values = new double[Math.multiplyExact(width, dimension)];
            for (int column = 0; column < width; column++) {
                for (int d = 0; d < dimension; d++) {
                    values[d * width + column] = directions[first + column][d];
                }
            }
            panels[panel] = values;
        }
    }

    /**
     * Takes the class means.
     *
     * @param centroids [C][D]
     * @param counts training samples of each class
     * @throws IllegalArgumentException if no class has a sample, or sizes do not fit
     */
    public static NearestCentroid of(double[][] centroids, ClassCounts counts, CentroidMetric metric) {
        if (centroids.length != counts.classCount()) {
            throw new IllegalArgumentException(centroids.length + " centroids for " + counts.classCount() + " classes");
        }
        int[] labels = IntStream.range(0, centroids.length)
                .filter(label -> counts.of(label) > 0)
                .toArray();
        if (labels.length == 0) {
            throw new IllegalArgumentException("no class has a sample");
        }
        double[][] directions = new double[labels.length][];
        double[] offsets = new double[labels.length];
        for (int column = 0; column < labels.length; column++) {
            double[] centroid = centroids[labels[column]];
            if (centroid.length != centroids[labels[0]].length) {
                throw new IllegalArgumentException("centroids differ in length");
            }
            double squaredNorm =
                    Arrays.stream(centroid).map(value -> value * value).sum();
            switch (metric) {
                case EUCLIDEAN -> {
                    // |f - c|^2 is smallest where f.c - |c|^2 / 2 is largest
                    directions[column] = centroid;
                    offsets[column] = -squaredNorm / 2;
                }
                case COSINE -> {
                    double norm = Math.sqrt(squaredNorm);
                    directions[column] = norm == 0
                            ? new double[centroid.length]
                            : Arrays.stream(centroid).map(value -> value / norm).toArray();
                }
            }
        }
        return new NearestCentroid(directions, offsets, labels, centroids.length);
    }

    /**
     * Classifies features of known labels; confidences are NaN.
     *
     * @param features row-major [N, D]
     * @param trueLabels [N]
     */
    public Predictions classify(float[] features, int[] trueLabels) {
        float[] confidence = new float[trueLabels.length];
        Arrays.fill(confidence, Float.NaN);
        return new Predictions(trueLabels.clone(), predict(features, trueLabels.length), confidence, classCount);
    }

    /**
     * The label of the nearest class mean of each feature.
     *
     * @param features row-major [N, D]; the array may be longer
     * @param size number of features N
     * @throws IllegalArgumentException if the array is too short
     */
    public int[] predict(float[] features, int size) {
        if ((long) size * dimension > features.length) {
            throw new IllegalArgumentException(
                    features.length + " numbers for " + size + " features of dimension " + dimension);
        }
        int[] predicted = new int[size];
        IntStream.range(0, (size + ROWS - 1) / ROWS)
                .parallel() // each block writes its own part of the result
                .forEach(block -> {
                    int from = block * ROWS;
                    predictBlock(features, from, Math.min(size, from + ROWS), predicted);
                });
        return predicted;
    }

    private void predictBlock(float[] features, int from, int to, int[] predicted) {
        double[] best = new double[to - from];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        Arrays.fill(predicted, from, to, labels[0]);
        double[][] scores = new double[to - from][COLUMNS];
        for (int panel = 0; panel < panels.length; panel++) {
            int first = panel * COLUMNS;
            int width = Math.min(COLUMNS, labels.length - first);
            for (double[] row : scores) {
                System.arraycopy(offsets, first, row, 0, width);
            }
            for (int depth = 0; depth < dimension; depth += DEPTH) {
                int end = Math.min(dimension, depth + DEPTH);
                for (int row = 0; row < scores.length; row++) {
                    addProducts(features, (from + row) * dimension, depth, end, panels[panel], width, scores[row]);
                }
            }
            for (int row = 0; row < scores.length; row++) {
                for (int column = 0; column < width; column++) {
                    if (scores[row][column] > best[row]) {
                        best[row] = scores[row][column];
                        predicted[from + row] = labels[first + column];
                    }
                }
            }
        }
    }

    /** Adds the products of one feature's dimensions {@code depth..end-1} with a panel, four at a time. */
    private static void addProducts(
            float[] features, int start, int depth, int end, double[] panel, int width, double[] scores) {
        int d = depth;
        for (; d + 3 < end; d += 4) {
            double f0 = features[start + d];
            double f1 = features[start + d + 1];
            double f2 = features[start + d + 2];
            double f3 = features[start + d + 3];
            int row0 = d * width;
            int row1 = row0 + width;
            int row2 = row1 + width;
            int row3 = row2 + width;
            for (int j = 0; j < width; j++) {
                scores[j] += f0 * panel[row0 + j] + f1 * panel[row1 + j] + f2 * panel[row2 + j] + f3 * panel[row3 + j];
            }
        }
        for (; d < end; d++) {
            double f = features[start + d];
            int row = d * width;
            for (int j = 0; j < width; j++) {
                scores[j] += f * panel[row + j];
            }
        }
    }
}
