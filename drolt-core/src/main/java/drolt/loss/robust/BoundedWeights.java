package drolt.loss.robust;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Weights that lie each between two bounds and sum to 1. */
final class BoundedWeights {
    private BoundedWeights() {}

    /**
     * Those that make the sum of the losses greatest: all have their lower bound, and what is left goes to the greatest
     * losses, each up to its upper bound.
     *
     * @param lower of sum at most 1
     * @param upper of sum at least 1
     */
    static double[] worst(double[] losses, double[] lower, double[] upper) {
        double[] weights = lower.clone();
        double left = 1;
        for (double weight : weights) {
            left -= weight;
        }
        int[] order = IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -losses[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
            double given = Math.max(0, Math.min(left, upper[i] - lower[i]));
            weights[i] += given;
            left -= given;
        }
        return weights;
    }
}
