package drolt.analysis.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How strongly pairs of points belong together in the space that they come from.
 *
 * <pre>{@code
 * p(j | i) = exp(-beta_i d_ij^2) / sum_k exp(-beta_i d_ik^2)   over the nearest neighbours of i
 * p_ij     = (p(j | i) + p(i | j)) / (2 N)
 * }</pre>
 *
 * <p>beta_i is what gives the distribution of each point the wished perplexity, 2 to the power of its entropy in bits.
 *
 * <p>Source: van der Maaten and Hinton, Visualizing Data using t-SNE, 2008, Eq. 1; van der Maaten, Accelerating t-SNE
 * using Tree-Based Algorithms, 2014, Eq. 8, for the neighbours.
 *
 * @param starts where the entries of each point begin [N + 1]
 * @param neighbors the other point of each entry
 * @param values p_ij of each entry; all of them sum to 1
 */
record SparseAffinities(int[] starts, int[] neighbors, double[] values) {
    private static final int BISECTIONS = 64;
    private static final double ENTROPY_TOLERANCE = 1e-9;

    /**
     * Measures points.
     *
     * @param rows row-major [N, D], N at least 2
     * @param perplexity above 1 and at most (N - 1) / 3
     */
    static SparseAffinities of(float[] rows, int dimension, double perplexity) {
        int size = rows.length / dimension;
        int nearest = Math.min(size - 1, (int) (3 * perplexity));
        int[][] neighbors = new int[size][];
        double[][] conditional = new double[size][];
        IntStream.range(0, size).parallel().forEach(i -> {
            double[] squared = squaredDistances(rows, dimension, size, i);
            neighbors[i] = nearest(squared, i, nearest);
            conditional[i] = conditional(
                    Arrays.stream(neighbors[i]).mapToDouble(j -> squared[j]).toArray(), perplexity);
        });
        return symmetric(neighbors, conditional);
    }

    private static double[] squaredDistances(float[] rows, int dimension, int size, int i) {
        double[] squared = new double[size];
        for (int j = 0; j < size; j++) {
            double sum = 0;
            for (int d = 0; d < dimension; d++) {
                double difference = rows[i * dimension + d] - rows[j * dimension + d];
                sum += difference * difference;
            }
            squared[j] = sum;
        }
        return squared;
    }

    /** The nearest points, the lower position first where distances are equal; sorted by position. */
    private static int[] nearest(double[] squared, int self, int count) {
        double[] others = new double[squared.length - 1];
        System.arraycopy(squared, 0, others, 0, self);
        System.arraycopy(squared, self + 1, others, self, others.length - self);
        Arrays.sort(others);
        double limit = others[count - 1];
        long below = Arrays.stream(others).filter(value -> value < limit).count();
        long atLimit = count - below;
        int[] chosen = new int[count];
        int filled = 0;
        for (int j = 0; j < squared.length && filled < count; j++) {
            if (j != self && (squared[j] < limit || (squared[j] == limit && atLimit-- > 0))) {
                chosen[filled++] = j;
            }
        }
        return chosen;
    }

    /** p(j | i) of the neighbours of one point. */
    static double[] conditional(double[] squared, double perplexity) {
        double wished = Math.log(perplexity);
        double smallest = Arrays.stream(squared).min().orElse(0);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double mean = Arrays.stream(squared).average().orElse(1) - smallest;
        double beta = mean > 0 ? 1 / mean : 1;
        double[] weights = new double[squared.length];
        for (int step = 0; step < BISECTIONS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < squared.length; j++) {
                double excess = squared[j] - smallest; // shifted, so that the nearest never vanishes
                weights[j] = Math.exp(-beta * excess);
                sum += weights[j];
                weighted += weights[j] * excess;
            }
            double difference = Math.log(sum) + beta * weighted / sum - wished;
            for (int j = 0; j < weights.length; j++) {
                weights[j] /= sum;
            }
            if (Math.abs(difference) < ENTROPY_TOLERANCE) {
                break;
            }
            if (difference > 0) {
                low = beta;
                beta = Double.isInfinite(high) ? beta * 2 : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        return weights;
    }

    private static SparseAffinities symmetric(int[][] neighbors, double[][] conditional) {
        int size = neighbors.length;
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] += neighbors[i].length;
            for (int j : neighbors[i]) {
                if (Arrays.binarySearch(neighbors[j], i) < 0) {
                    counts[j]++;
                }
            }
        }
        int[] starts = new int[size + 1];
        for (int i = 0; i < size; i++) {
            starts[i + 1] = starts[i] + counts[i];
        }
        int[] columns = new int[starts[size]];
        double[] values = new double[starts[size]];
        int[] filled = Arrays.copyOf(starts, size);
        double scale = 1 / (2.0 * size);
        for (int i = 0; i < size; i++) {
            for (int entry = 0; entry < neighbors[i].length; entry++) {
                int j = neighbors[i][entry];
                int back = Arrays.binarySearch(neighbors[j], i);
                double there = conditional[i][entry];
                double value = (there + (back >= 0 ? conditional[j][back] : 0)) * scale;
                columns[filled[i]] = j;
                values[filled[i]++] = value;
                if (back < 0) {
                    columns[filled[j]] = i;
                    values[filled[j]++] = value;
                }
            }
        }
        return new SparseAffinities(starts, columns, values);
    }

    int size() {
        return starts.length - 1;
    }
}
