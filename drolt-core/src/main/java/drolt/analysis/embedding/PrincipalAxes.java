package drolt.analysis.embedding;

import java.util.Random;

/**
 * The two directions along which points spread most, found by power iteration. The same points give the same axes.
 */
final class PrincipalAxes {
    private static final int ITERATIONS = 200;
    private static final long SEED = 1;

    private PrincipalAxes() {}

    /**
     * Coordinates along the two directions, the first scaled to the given standard deviation.
     *
     * @param rows row-major [N, D]
     * @return interleaved [2 N], centred; zero where points do not spread
     */
    static double[] coordinates(float[] rows, int dimension, double deviation) {
        int size = rows.length / dimension;
        double[] mean = new double[dimension];
        for (int i = 0; i < rows.length; i++) {
            mean[i % dimension] += rows[i] / (double) size;
        }
        double[] first = direction(rows, mean, new double[dimension], new Random(SEED));
        double[] second = direction(rows, mean, first, new Random(SEED + 1));
        double[] points = new double[2 * size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            points[2 * i] = along(rows, mean, first, i);
            points[2 * i + 1] = along(rows, mean, second, i);
            squares += points[2 * i] * points[2 * i];
        }
        double scale = squares > 0 ? deviation / Math.sqrt(squares / size) : 0;
        for (int i = 0; i < points.length; i++) {
            points[i] *= scale;
        }
        return points;
    }

    private static double[] direction(float[] rows, double[] mean, double[] before, Random random) {
        int dimension = mean.length;
        double[] axis = random.doubles(dimension, -1, 1).toArray();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            removePart(axis, before);
            if (!normalize(axis)) {
                return new double[dimension];
            }
            double[] next = new double[dimension];
            for (int i = 0; i < rows.length / dimension; i++) {
                double projection = along(rows, mean, axis, i);
                for (int d = 0; d < dimension; d++) {
                    next[d] += projection * (rows[i * dimension + d] - mean[d]);
                }
            }
            axis = next;
        }
        removePart(axis, before);
        return normalize(axis) ? axis : new double[dimension];
    }

    private static double along(float[] rows, double[] mean, double[] axis, int row) {
        double sum = 0;
        for (int d = 0; d < axis.length; d++) {
            sum += (rows[row * axis.length + d] - mean[d]) * axis[d];
        }
        return sum;
    }

    private static void removePart(double[] axis, double[] other) {
        double part = 0;
        for (int d = 0; d < axis.length; d++) {
            part += axis[d] * other[d];
        }
        for (int d = 0; d < axis.length; d++) {
            axis[d] -= part * other[d];
        }
    }

    private static boolean normalize(double[] axis) {
        double squares = 0;
        for (double value : axis) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0)) {
            return false;
        }
        for (int d = 0; d < axis.length; d++) {
            axis[d] /= norm;
        }
        return true;
    }
}
