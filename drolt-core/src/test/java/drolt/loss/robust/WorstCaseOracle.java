package drolt.loss.robust;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Worst-case means by their duals, which are minima over one number, in plain doubles: nothing here sorts losses or
 * makes weights, as the losses themselves do.
 *
 * @param counts of the classes' training images
 * @param losses of the samples at a tau of logit adjustment
 */
public record WorstCaseOracle(int[] labels, int[] counts, DoubleFunction<double[]> losses) {
    private static final int STEPS = 400;

    /** min over eta of eta + mean (l - eta)_+ / alpha: piecewise linear, so least at one of the losses. */
    public double valueAtRisk(double alpha) {
        double[] l = losses.apply(0);
        return Arrays.stream(l)
                .map(eta -> eta
                        + Arrays.stream(l).map(loss -> Math.max(loss - eta, 0)).sum() / (alpha * l.length))
                .min()
                .orElseThrow();
    }

    /** min over eta of eta + sum of u_i (l_i - eta)_+ - v_i (eta - l_i)_+, with u and v the bounds of the weights. */
    public double labelAware(double alpha, double beta, double power, double tau) {
        double[] l = losses.apply(tau);
        double largest = Math.max(Arrays.stream(counts).max().orElseThrow(), 1);
        double least = Double.POSITIVE_INFINITY;
        for (double eta : l) {
            double value = eta;
            for (int i = 0; i < l.length; i++) {
                double upper = Math.pow(largest / Math.max(counts[labels[i]], 1), power) / (alpha * l.length);
                value += upper * Math.max(l[i] - eta, 0) - beta / l.length * Math.max(eta - l[i], 0);
            }
            least = Math.min(least, value);
        }
        return least;
    }

    /** min over eta of eta + sqrt((1 + 2 rho) mean (l - eta)_+^2). */
    public double chiSquare(double radius) {
        double[] l = losses.apply(0);
        double top = Arrays.stream(l).max().orElseThrow();
        double range = top - Arrays.stream(l).min().orElseThrow();
        double lowest = top - range * (2 + 2 / Math.sqrt(radius));
        return least(
                lowest,
                top,
                eta -> eta
                        + Math.sqrt((1 + 2 * radius)
                                * Arrays.stream(l)
                                        .map(loss -> Math.pow(Math.max(loss - eta, 0), 2))
                                        .average()
                                        .orElseThrow()));
    }

    /** min over t of t log mean exp(l / t) + t rho, over the logarithm of t. */
    public double kullbackLeibler(double radius) {
        double[] l = losses.apply(0);
        double top = Arrays.stream(l).max().orElseThrow();
        double range = top - Arrays.stream(l).min().orElseThrow();
        if (range == 0) {
            return top;
        }
        return least(Math.log(range) - 40, Math.log(range) + 10, x -> {
            double t = Math.exp(x);
            double mean = Arrays.stream(l)
                    .map(loss -> Math.exp((loss - top) / t))
                    .average()
                    .orElseThrow();
            return top + t * (Math.log(mean) + radius);
        });
    }

    /** The least value of a function that falls and then rises, by thirds. */
    private static double least(double from, double to, DoubleUnaryOperator value) {
        double low = from;
        double high = to;
        for (int i = 0; i < STEPS; i++) {
            double first = low + (high - low) / 3;
            double second = high - (high - low) / 3;
            if (value.applyAsDouble(first) < value.applyAsDouble(second)) {
                high = second;
            } else {
                low = first;
            }
        }
        return Math.min(value.applyAsDouble(low), Math.min(value.applyAsDouble(from), value.applyAsDouble(to)));
    }
}
