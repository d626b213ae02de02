package drolt.analysis.embedding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far an embedding can be believed: points that are near in it and far in the space that they come from count
 * against it.
 *
 * <pre>{@code
 * T = 1 - 2 / (N k (2N - 3k - 1)) sum_i sum_{j in U_i} (r(i, j) - k)
 * }</pre>
 *
 * <p>U_i are those of the k nearest neighbours of i in the embedding that are not among its k nearest in the space, and
 * r(i, j) is the rank of j there. 1 is perfect; random places give about 1/2.
 *
 * <p>Source: Venna and Kaski, Neighborhood preservation in nonlinear projection methods, 2001.
 */
public final class Trustworthiness {
    private Trustworthiness() {}

    /**
     * Measures an embedding, in time N^2 log N.
     *
     * @param rows row-major [N, dimension]
     * @param places interleaved [2 N]
     * @param neighbors k, at least 1 and below N / 2
     */
    public static double of(float[] rows, int dimension, double[] places, int neighbors) {
        int size = places.length / 2;
        if (neighbors < 1 || 2 * neighbors >= size) {
            throw new IllegalArgumentException(neighbors + " neighbours of " + size + " points");
        }
        double penalty = IntStream.range(0, size)
                .parallel()
                .mapToLong(i -> penalty(rows, dimension, places, i, neighbors))
                .sum();
        return 1 - 2 * penalty / ((double) size * neighbors * (2.0 * size - 3.0 * neighbors - 1));
    }

    private static long penalty(float[] rows, int dimension, double[] places, int i, int neighbors) {
        int size = places.length / 2;
        Integer[] there = ranking(size, i, j -> distance(rows, dimension, i, j));
        int[] rank = new int[size];
        for (int position = 0; position < there.length; position++) {
            rank[there[position]] = position + 1;
        }
        Integer[] here = ranking(size, i, j -> distance(places, i, j));
        return Arrays.stream(here)
                .limit(neighbors)
                .mapToLong(j -> Math.max(0, rank[j] - neighbors))
                .sum();
    }

    private static Integer[] ranking(int size, int self, IntToDoubleFunction distance) {
        double[] distances = IntStream.range(0, size).mapToDouble(distance).toArray();
        return IntStream.range(0, size)
                .filter(j -> j != self)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> distances[j]))
                .toArray(Integer[]::new);
    }

    private static double distance(float[] rows, int dimension, int i, int j) {
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            double difference = rows[i * dimension + d] - rows[j * dimension + d];
            sum += difference * difference;
        }
        return sum;
    }

    private static double distance(double[] places, int i, int j) {
        double dx = places[2 * i] - places[2 * j];
        double dy = places[2 * i + 1] - places[2 * j + 1];
        return dx * dx + dy * dy;
    }
}
